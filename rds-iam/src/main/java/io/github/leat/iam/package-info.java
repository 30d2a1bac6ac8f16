/** Tokens of AWS IAM as passwords of RDS and Aurora. */
@NullMarked
package io.github.leat.iam;

import org.jspecify.annotations.NullMarked;
