package io.github.leat.hdx.internal;

import io.github.leat.core.SourceException;
import java.net.URI;

/** Answers without the bytes asked for, as errors that say what to do. */
final class Refusals {
    private Refusals() {}

    static SourceException of(URI address, Answer answer) {
        String name = Addresses.shown(address);
        String who = Addresses.origin(answer.address()).equals(Addresses.origin(address))
                ? ""
                : " by " + answer.address().getHost() + ", where it redirects to";
        return new SourceException(
                switch (answer.status()) {
                    case 401, 407 ->
                        name + " is refused" + who + ": it needs a login (status " + answer.status()
                                + "). Download it in a browser, or name an address that is open to all.";
                    case 403 ->
                        name + " is refused" + who + " (status 403). The link may have expired, or the server turns"
                                + " programs away: get a new link, or download it in a browser.";
                    case 404, 410 ->
                        name + " is not there" + who + " (status " + answer.status()
                                + "). Check the address; files on HDX move when they are renewed.";
                    default ->
                        name + " cannot be read" + who + ": the server answers " + answer.status()
                                + ". Look at the address in a browser.";
                });
    }

    static SourceException changed(String name) {
        return new SourceException(
                name
                        + " changed on its server while it was read. Run it again: it is read from its beginning as a new version.");
    }
}
