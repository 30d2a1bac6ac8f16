package io.github.leat.testkit.generate;

import java.util.List;

/** Kinds of events, each with who acts, who is acted on, and what a note says about it. */
final class EventTypes {
    /**
     * @param actors kinds of first actors, see {@link ActorNames}
     * @param targets kinds of second actors; 0 for nobody
     * @param deadly whether people may have died
     */
    record EventType(
            Text type,
            List<Text> subTypes,
            List<Integer> actors,
            List<Integer> targets,
            boolean deadly,
            List<Text> deeds,
            List<Text> outcomes) {}

    private static final List<EventType> ALL = List.of(
            type(
                    "Battles",
                    "Armed clash|Territory retaken|Overtaken post",
                    List.of(1, 2, 3),
                    List.of(1, 2, 3, 4),
                    true,
                    " clashed with a rival group| attacked a patrol| fought over the road| were ambushed on the way",
                    "The fighting lasted several hours, and both sides withdrew after dark.|A bridge was damaged."
                            + "|The road stayed closed until the next morning.|Houses burnt down, and families left for the valley."),
            type(
                    "Protests",
                    "Peaceful protest|Protest with intervention",
                    List.of(6),
                    List.of(0, 0, 0, 1),
                    false,
                    " gathered| marched to the town hall| blocked the main street| held a sit-in at the market",
                    "They asked for water, wages and safe roads.|The crowd chanted \"the river is ours\" and went home."
                            + "|Shops were closed for the day.|[size=no report]|[size=about 200]|A letter was handed to the mayor."),
            type(
                    "Riots",
                    "Mob violence|Violent demonstration",
                    List.of(5),
                    List.of(1, 5, 7),
                    true,
                    " threw stones| set tyres on fire| broke into a depot| stopped cars",
                    "Police used tear gas, and several people were hurt.|Windows of a school were broken."
                            + "|The reason was not known.|[size=no report]|Some were taken to the \"old\" hospital, others walked home."),
            type(
                    "Violence against civilians",
                    "Attack|Abduction",
                    List.of(2, 3, 4),
                    List.of(7),
                    true,
                    " raided a village| stopped a bus| took food and cattle| fired at a market",
                    "Two people were taken away, one came back a week later.|The attackers left on foot."
                            + "|Elders called it \"the third time, and not the last\".|Villagers hid in the fields."),
            type(
                    "Strategic developments",
                    "Agreement|Arrests|Looting|Change of base",
                    List.of(1, 2, 3),
                    List.of(0, 7),
                    false,
                    " signed a local truce| moved to a new base| arrested suspects| emptied a store",
                    "The text was read out in public, in two languages.|No shots were fired."
                            + "|The base had stood empty for a year.|Talks are to go on \"soon\"."),
            type(
                    "Explosions",
                    "Roadside bomb|Shelling",
                    List.of(1, 2),
                    List.of(0, 1, 7),
                    true,
                    " set off a device| shelled a hill| hit a vehicle| struck a fuel store",
                    "The blast was heard far away.|A second device was found, and made safe."
                            + "|Drivers now take the longer road, by the lake.|Windows broke in the whole street."));

    private EventTypes() {}

    static EventType draw(SplitMix64 random) {
        return random.oneOf(ALL);
    }

    private static EventType type(
            String type,
            String subTypes,
            List<Integer> actors,
            List<Integer> targets,
            boolean deadly,
            String deeds,
            String outcomes) {
        return new EventType(
                new Text(type),
                List.of(Text.split(subTypes)),
                actors,
                targets,
                deadly,
                List.of(Text.split(deeds)),
                List.of(Text.split(outcomes)));
    }
}
