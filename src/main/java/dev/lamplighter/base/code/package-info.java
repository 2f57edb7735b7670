/** The codes of problems, an enum for each area, and a page of each for the person who meets it. Uses nothing of ours. */
@NullMarked
package dev.lamplighter.base.code;

import org.jspecify.annotations.NullMarked;
