package dev.lamplighter.base.code;

/**
 * What a person has to know of a code.
 *
 * @param what what it means, in a sentence
 * @param why how it usually comes about
 * @param meanwhile what the service does meanwhile
 * @param fix what to do
 * @param example a line that begins with it
 */
public record ProblemCodePage(String what, String why, String meanwhile, String fix, String example) {}
