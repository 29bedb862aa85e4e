package io.desirepath.persona.account.domain;

import io.desirepath.persona.profile.domain.HeardTraits;
import io.desirepath.persona.profile.domain.Text;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the traits of {@code group} calls say of an account, by the names that Segment's specification reserves
 * ({@code name, industry, employees, website, address}).
 *
 * @param domain of the web site, lower case
 * @param country ISO 3166-1 alpha-2 code
 */
public record HeardAccount(
        @Nullable String name,
        @Nullable String industry,
        @Nullable Integer employees,
        @Nullable String domain,
        @Nullable String country) {

    public static final String NAME = "name";
    private static final String INDUSTRY = "industry";
    private static final String EMPLOYEES = "employees";
    private static final String WEBSITE = "website";
    private static final String COUNTRY = "country";
    private static final String ADDRESS_COUNTRY = "address.country";

    /** The traits that are profile fields. */
    public static final Set<String> WELL_KNOWN = Set.of(NAME, INDUSTRY, EMPLOYEES, WEBSITE, COUNTRY, ADDRESS_COUNTRY);

    public static final int MAX_NAME_LENGTH = 256;
    public static final int MAX_TEXT_LENGTH = 128;
    private static final int MAX_DOMAIN_LENGTH = 253;

    /** A domain name of at least two labels. */
    public static final String DOMAIN_PATTERN =
            "[\\p{L}\\p{N}]([\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?" + "(\\.[\\p{L}\\p{N}]([\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?)+";

    private static final Pattern DOMAIN = Pattern.compile(DOMAIN_PATTERN);
    private static final Pattern AROUND_THE_HOST = Pattern.compile("^[a-z][a-z0-9+.-]*://|^www\\.|[/:?#].*$");
    private static final Set<String> COUNTRIES = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);

    public static HeardAccount of(HeardTraits heard) {
        Object employees = heard.value(EMPLOYEES);
        String website = heard.text(WEBSITE);
        String country = heard.text(COUNTRY);
        return new HeardAccount(
                heard.text(NAME),
                heard.text(INDUSTRY),
                employees == null ? null : headCount(employees),
                website == null ? null : domainOf(website),
                country(country == null ? heard.text(ADDRESS_COUNTRY) : country));
    }

    /** Whether a value makes sense for the field that the trait's name stands for. */
    public static boolean accepts(String trait, Object value) {
        return switch (trait) {
            case NAME -> isText(value, MAX_NAME_LENGTH);
            case INDUSTRY -> isText(value, MAX_TEXT_LENGTH);
            case EMPLOYEES -> headCount(value) != null;
            case WEBSITE -> value instanceof String text && domainOf(text) != null;
            case COUNTRY, ADDRESS_COUNTRY -> value instanceof String text && country(text.strip()) != null;
            default -> true;
        };
    }

    private static boolean isText(Object value, int maxLength) {
        return value instanceof String text && text.length() <= maxLength && Text.isSingleLine(text);
    }

    private static @Nullable Integer headCount(Object value) {
        String digits = value instanceof Number number
                ? new BigDecimal(number.toString()).stripTrailingZeros().toPlainString()
                : String.valueOf(value).strip();
        return digits.matches("[0-9]{1,9}") ? Integer.valueOf(digits) : null;
    }

    /** The country if it is a code that is assigned; a name in some language is not taken for one. */
    private static @Nullable String country(@Nullable String code) {
        String capitals = code == null ? "" : code.toUpperCase(Locale.ROOT);
        return COUNTRIES.contains(capitals) ? capitals : null;
    }

    private static @Nullable String domainOf(String website) {
        String host = website.strip().toLowerCase(Locale.ROOT);
        for (String shorter = AROUND_THE_HOST.matcher(host).replaceFirst("");
                !shorter.equals(host);
                shorter = AROUND_THE_HOST.matcher(host).replaceFirst("")) {
            host = shorter;
        }
        return host.length() <= MAX_DOMAIN_LENGTH && DOMAIN.matcher(host).matches() ? host : null;
    }
}
