package io.github.leat.emr;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds passwords in arguments: who may look at a job sees its arguments. */
final class Secrets {
    private static final Pattern SETTING = Pattern.compile(
            "(?i)[?&;]([a-z0-9._-]*(?:password|passwd|pwd|passphrase|secret-?access-?key|access-?token|session-?token))=[^&;]");

    /** {@code user:password@host}, as in an address; of Oracle's also {@code user/password@}. */
    private static final Pattern USER = Pattern.compile("://[^/?#@]*:[^/?#@]*@|:[^:/?@]+/[^/?@]+@");

    private Secrets() {}

    /** @throws IllegalArgumentException if there is one; the message does not repeat it */
    static void requireNone(String argument) {
        Matcher setting = SETTING.matcher(argument);
        String what = setting.find()
                ? "the setting " + setting.group(1)
                : USER.matcher(argument).find() ? "a password before the host" : "";
        if (!what.isEmpty()) {
            throw new IllegalArgumentException("An address has " + what
                    + ", and whoever may look at the job sees its arguments. Leave it out, and log in by IAM (leatIam=true, for"
                    + " Redshift iam=true), or keep the password in Secrets Manager and name the secret by --secret.");
        }
    }
}
