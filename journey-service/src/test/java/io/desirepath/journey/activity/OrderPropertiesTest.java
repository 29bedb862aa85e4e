package io.desirepath.journey.activity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OrderPropertiesTest {

    @Test
    void whatWasOrderedStaysAndWhoOrderedGoes() {
        assertThat(OrderProperties.withoutPerson("""
                        {"order_id":"O-1","email":"anna@example.com","currency":"GBP","total":5.10,"coupon":"ANNA",
                         "shipping":{"name":"Anna"},"products":[
                           {"product_id":"P1","quantity":2,"price":2.55,"name":"Pen","engraving":"Anna"}]}"""))
                .isEqualTo("{\"order_id\":\"O-1\",\"currency\":\"GBP\",\"total\":5.10,"
                        + "\"products\":[{\"product_id\":\"P1\",\"quantity\":2,\"price\":2.55,\"name\":\"Pen\"}]}");
    }

    @Test
    void somethingElseThanAnOrderKeepsNothing() {
        assertThat(OrderProperties.withoutPerson("{\"signedBy\":\"Anna\"}")).isEqualTo("{}");
    }
}
