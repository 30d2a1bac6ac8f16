package io.github.leat.rds.internal.mysql;

import java.sql.SQLException;

/** A record that the server would not read, and cut the connection for: it is not sent. */
final class PacketTooLarge extends SQLException {
    private static final long serialVersionUID = 1L;
    private static final int ER_NET_PACKET_TOO_LARGE = 1153;

    PacketTooLarge() {
        super("Got a packet bigger than 'max_allowed_packet' bytes", "22001", ER_NET_PACKET_TOO_LARGE);
    }
}
