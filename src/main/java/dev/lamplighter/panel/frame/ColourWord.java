package dev.lamplighter.panel.frame;

/** Names a colour for people who can't see it. */
public final class ColourWord {
    /** The words for hues, each up to so many degrees of the colour wheel. */
    private static final int[] DEGREES = {15, 45, 70, 165, 200, 260, 330, 360};

    private static final String[] HUES = {"red", "orange", "yellow", "green", "cyan", "blue", "purple", "red"};
    /** Below a fifth of colour it looks like white or grey. */
    private static final double GREYISH = 0.2;

    private static final int WHITE = 170;
    private static final int SECTOR = 60;
    private static final int WHEEL = 360;

    private ColourWord() {}

    /** Such as {@code green}; {@code dark} for a light that is off. */
    public static String of(Rgb colour) {
        int most = Math.max(colour.red(), Math.max(colour.green(), colour.blue()));
        int least = Math.min(colour.red(), Math.min(colour.green(), colour.blue()));
        if (colour.isDark()) {
            return "dark";
        }
        if (most - least < GREYISH * most) {
            return most >= WHITE ? "white" : "grey";
        }
        double hue = hue(colour, most, most - least);
        int word = 0;
        while (hue > DEGREES[word]) {
            word++;
        }
        return HUES[word];
    }

    /** The angle on the colour wheel, 0 to 360: red at 0, green at 120, blue at 240. */
    private static double hue(Rgb colour, int most, double spread) {
        double sector;
        if (most == colour.red()) {
            sector = (colour.green() - colour.blue()) / spread;
        } else if (most == colour.green()) {
            sector = 2 + (colour.blue() - colour.red()) / spread;
        } else {
            sector = 4 + (colour.red() - colour.green()) / spread;
        }
        return (sector * SECTOR + WHEEL) % WHEEL;
    }
}
