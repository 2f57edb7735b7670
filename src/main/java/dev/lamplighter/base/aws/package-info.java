/** What every AWS client has in common. */
@NullMarked
package dev.lamplighter.base.aws;

import org.jspecify.annotations.NullMarked;
