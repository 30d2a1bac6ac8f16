package io.github.leat.testkit.generate;

/** Which characters the invented names and texts are made of. */
public enum Script {
    /** Mostly ASCII, some accents, now and then Arabic, Cyrillic, Ethiopic, Chinese or an emoji. */
    MIXED,
    /** Only ASCII, as most files of HDX are. */
    ASCII
}
