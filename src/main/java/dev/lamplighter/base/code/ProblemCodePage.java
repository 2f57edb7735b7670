package dev.lamplighter.base.code;

/**
 * Explains a code to the person who meets it.
 *
 * @param what what it means, in a sentence
 * @param why how it usually comes about
 * @param meanwhile what the service does meanwhile
 * @param fix what to do
 * @param example a line with the code
 */
public record ProblemCodePage(String what, String why, String meanwhile, String fix, String example) {}
