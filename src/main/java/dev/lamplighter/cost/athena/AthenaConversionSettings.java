package dev.lamplighter.cost.athena;

import dev.lamplighter.base.Settings;
import dev.lamplighter.cost.parquet.schema.NumberType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds the settings of who converts.
 *
 * @param athenaAbove delivered bytes that this machine converts at most where Athena could
 * @param maxScan bytes that Athena may scan for one version
 * @param numbers the type of costs and amounts in new tables
 */
public record AthenaConversionSettings(ConversionEngine engine, long athenaAbove, long maxScan, NumberType numbers) {
    /** This machine converts everything. */
    public static final AthenaConversionSettings LOCAL =
            new AthenaConversionSettings(ConversionEngine.LOCAL, 50L << 30, 1L << 40, NumberType.DECIMAL);

    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})\\s*(MB|GB|TB)", Pattern.CASE_INSENSITIVE);
    private static final int MEGABYTE_BITS = 20;
    private static final List<String> UNITS = List.of("MB", "GB", "TB");
    private static final BigDecimal TERABYTE = BigDecimal.valueOf(1L << 40);

    public static AthenaConversionSettings of(Settings settings) {
        return new AthenaConversionSettings(
                ConversionEngine.of(settings.oneOf("cost.convert.engine", "local", List.of("local", "athena", "auto"))),
                size(settings, "cost.convert.athena-above", "50GB"),
                size(settings, "cost.athena.max-scan", "1TB"),
                NumberType.of(settings.oneOf("cost.number-type", "decimal", List.of("decimal", "double"))));
    }

    private static long size(Settings settings, String key, String otherwise) {
        String text = settings.text(key, otherwise);
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            throw Settings.refused(key, text, "a number with MB, GB or TB behind it, as 50GB", "write " + otherwise);
        }
        int unit = UNITS.indexOf(size.group(2).toUpperCase(Locale.ROOT));
        BigInteger bytes = new BigInteger(size.group(1)).shiftLeft(MEGABYTE_BITS + 10 * unit);
        if (bytes.bitLength() >= Long.SIZE) {
            throw Settings.refused(key, text, "less than 8,388,608 TB", "write " + otherwise);
        }
        return bytes.longValueExact();
    }

    /** A number of bytes in the largest unit that keeps three digits, as {@code 51.2 GB}. */
    public static String words(long bytes) {
        if (bytes < 1L << MEGABYTE_BITS) {
            return bytes + " bytes";
        }
        int unit = 0;
        double amount = bytes / (double) (1L << MEGABYTE_BITS);
        while (amount >= 1000 && unit < UNITS.size() - 1) {
            amount /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", amount, UNITS.get(unit));
    }

    /** What Athena bills for so many bytes, in USD to the cent, rounded up. */
    public static String dollars(long bytes, BigDecimal pricePerTb) {
        return BigDecimal.valueOf(bytes)
                .multiply(pricePerTb)
                .divide(TERABYTE, 2, RoundingMode.UP)
                .toPlainString();
    }
}
