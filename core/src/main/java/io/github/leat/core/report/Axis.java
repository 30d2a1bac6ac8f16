package io.github.leat.core.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One axis of a plot from 0: where its ticks are and what they say. Ticks are round in the axis's own unit.
 *
 * @param top where the axis ends; at or above the largest value
 * @param unit what all ticks are in, such as {@code thousand records/s}
 * @param ticks from 0 up
 */
record Axis(double top, String unit, List<Tick> ticks) {
    /** A tick more or less than wanted is better than half as many. */
    private static final double TOLERATED = 0.1;

    private static final double[] ROUND = {1, 2, 5, 10};

    /** In seconds: the steps that clocks have. */
    private static final double[] OF_TIME = {60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400};

    /** One tick. */
    record Tick(double at, String label) {}

    /** Copies the ticks. */
    Axis {
        ticks = List.copyOf(ticks);
    }

    /** Of amounts; the axis ends at a tick. */
    static Axis ofCounts(double most, String noun, int wanted) {
        double scale = most >= 1e9 ? 1e9 : most >= 1e6 ? 1e6 : most >= 1e4 ? 1e3 : 1;
        String prefix = scale == 1 ? "" : scale == 1e3 ? "thousand " : scale == 1e6 ? "million " : "billion ";
        return scaled(most, scale, prefix + noun, wanted);
    }

    /** Of bytes, in decimal units; the axis ends at a tick. */
    static Axis ofBytes(double most, int wanted) {
        double scale = most >= 1e9 ? 1e9 : most >= 1e6 ? 1e6 : most >= 1e3 ? 1e3 : 1;
        String unit = scale == 1 ? "B/s" : scale == 1e3 ? "kB/s" : scale == 1e6 ? "MB/s" : "GB/s";
        return scaled(most, scale, unit, wanted);
    }

    /** Of shares of a whole. */
    static Axis ofShares() {
        List<Tick> ticks = new ArrayList<>();
        for (int percent = 0; percent <= 100; percent += 25) {
            ticks.add(new Tick(percent / 100.0, percent + "%"));
        }
        return new Axis(1, "of the time", ticks);
    }

    /** Of time; it ends where the load does, which need not be at a tick. */
    static Axis ofSeconds(double end, int wanted) {
        double least = end / wanted * (1 - TOLERATED);
        if (end <= 120) {
            double step = roundStep(least);
            return new Axis(end, "seconds", ticks(end, step, step, 1));
        }
        double step = OF_TIME[OF_TIME.length - 1];
        for (int i = OF_TIME.length - 1; i >= 0 && OF_TIME[i] >= least; i--) {
            step = OF_TIME[i];
        }
        while (step < least) {
            step *= 2;
        }
        double unit = step < 3600 ? 60 : step < 86_400 ? 3600 : 86_400;
        String name = step < 3600 ? "minutes" : step < 86_400 ? "hours" : "days";
        return new Axis(end, name, ticks(end, step, step / unit, unit));
    }

    private static Axis scaled(double most, double scale, String unit, int wanted) {
        double step = roundStep(Math.max(most, 1e-6) / scale / wanted);
        double top = Math.ceil(most / scale / step - 1e-9) * step;
        top = Math.max(top, step);
        return new Axis(top * scale, unit, ticks(top * scale, step * scale, step, scale));
    }

    private static double roundStep(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (double round : ROUND) {
            if (round * power >= least * (1 - 1e-9)) {
                return round * power;
            }
        }
        return 10 * power;
    }

    private static List<Tick> ticks(double top, double step, double shownStep, double unit) {
        int decimals = (int) Math.max(0, Math.ceil(-Math.log10(shownStep) - 1e-9));
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i * step <= top * (1 + 1e-9); i++) {
            double at = i * step;
            String label = i == 0 ? "0" : String.format(Locale.ROOT, "%,." + decimals + "f", at / unit);
            ticks.add(new Tick(at, label));
        }
        return ticks;
    }
}
