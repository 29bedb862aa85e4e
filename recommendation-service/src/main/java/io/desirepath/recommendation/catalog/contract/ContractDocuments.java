package io.desirepath.recommendation.catalog.contract;

import io.desirepath.contracts.ProblemType;
import io.desirepath.recommendation.catalog.document.Documents;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/** Catalogues and price lists as they are declared. */
@Singleton
class ContractDocuments {

    private final Documents<DeclaredCatalog> catalogs;
    private final Documents<DeclaredPriceList> priceLists;

    ContractDocuments(DataSource database) {
        catalogs = new Documents<>(database, "catalog", DeclaredCatalog.class, ProblemType.UNKNOWN_CATALOG);
        priceLists = new Documents<>(database, "price_list", DeclaredPriceList.class, ProblemType.UNKNOWN_PRICE_LIST);
    }

    Documents<DeclaredCatalog> catalogs() {
        return catalogs;
    }

    Documents<DeclaredPriceList> priceLists() {
        return priceLists;
    }
}
