package io.github.leat.testkit.generate;

import io.github.leat.testkit.generate.EventTypes.EventType;
import io.github.leat.testkit.generate.Gazetteer.Place;

/** Writes the free text of an event: one to three sentences, most of them with commas, some with quotes or a line break. */
final class EventNotes {
    private static final Text ON = new Text("On ");
    private static final Text COMMA = new Text(", ");
    private static final Text AROUND = new Text("Around ");
    private static final Text AS_REPORTED = new Text(" (as reported), ");
    private static final Text IN = new Text(" in ");
    private static final Text NEAR = new Text(" near ");
    private static final Text OPEN = new Text(" (");
    private static final Text CLOSE = new Text(")");
    private static final Text STOP = new Text(".");
    private static final Text SPACE = new Text(" ");
    private static final Text BREAK = new Text("\n");
    private static final Text CRLF_BREAK = new Text("\r\n");
    private static final Text[] COUNTED = Text.split(
            " people were injured.| people were arrested, all of them later released.| people fled to the next town."
                    + "| vehicles were damaged.| witnesses spoke of \"a long night\".");
    private static final Text[] OTHER_TONGUES =
            Text.split("Selon les témoins, la situation est restée très tendue jusqu'au soir."
                    + "|Según los vecinos, el camino quedó cerrado; «nadie pasó»."
                    + "|وقال شهود إن الطريق أُغلق حتى المساء.|По словам жителей, дорога была закрыта.|居民说，道路已经关闭。"
                    + "|መንገዱ እስከ ማታ ተዘግቶ ነበር።|Sources: radio, ☎ and word of mouth 📻.");

    private final boolean mixed;

    EventNotes(Script script) {
        mixed = script == Script.MIXED;
    }

    void write(RecordBytes out, SplitMix64 random, EventType event, Text actor, Place place, DayText day) {
        out.beginField();
        int form = random.below(100);
        if (form < 60) {
            out.append(ON);
            out.append(day.spoken(), day.spoken().length);
            out.append(COMMA);
        } else if (form < 66) {
            out.append(AROUND);
            out.append(day.spoken(), day.spoken().length);
            out.append(AS_REPORTED);
        }
        out.append(actor);
        out.append(random.oneOf(event.deeds()));
        out.append(form < 66 ? IN : NEAR);
        out.append(place.name());
        if (form < 60) {
            out.append(OPEN);
            out.append(place.admin2());
            out.append(COMMA);
            out.append(place.admin1());
            out.append(CLOSE);
        }
        out.append(STOP);
        for (int more = random.below(3); more > 0; more--) {
            sentence(out, random, event);
        }
        out.endField();
    }

    private void sentence(RecordBytes out, SplitMix64 random, EventType event) {
        int kind = random.below(64);
        out.append(kind == 0 ? BREAK : kind == 1 && random.oneIn(4) ? CRLF_BREAK : SPACE);
        if (mixed && kind == 2) {
            out.append(OTHER_TONGUES[random.below(OTHER_TONGUES.length)]);
        } else if (kind < 24) {
            out.append(2 + random.below(60));
            out.append(COUNTED[random.below(COUNTED.length)]);
        } else {
            out.append(random.oneOf(event.outcomes()));
        }
    }
}
