package dev.lamplighter.cost.letter;

/**
 * Holds a letter in its three forms.
 *
 * @param subject in one line
 * @param html a page with charts as SVG
 * @param mail HTML whose bars are cells of tables, since mail programs show no SVG
 * @param text without any markup
 * @param file the path of the page as it is kept; text, because Camel takes a file for its content
 */
public record CostLetter(String subject, String html, String mail, String text, String file) {}
