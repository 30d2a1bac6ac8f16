package io.github.leat.core.csv.internal;

import io.github.leat.core.MalformedRecordException;
import io.github.leat.core.Position;
import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.record.CsvFormat.Escape;
import io.github.leat.core.record.RejectCode;
import io.github.leat.core.record.Rejection;
import io.github.leat.core.record.internal.Chunk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds records and fields in a buffer of bytes.
 *
 * <p>Two paths. The <b>block path</b> takes 64 bytes at a time as eight little-endian longs. An exact test per byte marks
 * delimiters and quotes, a cheaper one all control characters up to CR; one multiplication gathers eight marks into eight bits
 * (as in Lemire and Langdale, "Parsing gigabytes of JSON per second", 2019, without SIMD). A prefix XOR of the quote bits says
 * what lies inside quotes. Delimiters and line ends outside are the field ends; they are written out by counting trailing
 * zeros. Line ends, which are few, are looked at one by one: CRLF, CR and LF all end a record, blank lines are dropped.
 *
 * <p>Quote parity is only right while quotes stand where RFC 4180 has them. Each opening quote must follow a field's start or
 * a closing quote, each closing quote must be followed by a field's end or an opening quote; two shifted masks check that for
 * the whole block. If it fails, the block is undone and the <b>exact path</b>, a state machine over bytes, reads the record
 * at hand and those up to the end of the block; then the block path goes on. Formats with a backslash escape, comments or
 * DEL as a separator take the exact path throughout.
 *
 * <p>Where the JVM lends its vectors to libraries ({@link Vectors}), the bits are found with them, a section at a time before it is
 * read, and the rest is done in the same way ({@link #readMarked}). Where these can also move chosen bytes together, a whole section is
 * read without a branch ({@link Sections}).
 *
 * <p>Before all these comes a guess: that the records of a chunk are all written like the last of the one before ({@link
 * RegularRecords}). What it proves is taken, the rest read by the rules.
 *
 * <p>Cost: about one load, twenty operations and no branch for eight bytes; the branches are per block (any quote? any
 * control?) and per record. Memory: four bytes per field and per doubled quote, and eight per record, beside the buffer. A buffer must be followed by
 * at least {@link #SLACK} zero bytes. Not thread-safe; one tokenizer serves one buffer after another.
 */
public abstract sealed class Tokenizer permits LenientTokenizer, StrictTokenizer {
    /** Zero bytes needed after the text. */
    public static final int SLACK = 72;

    /** Read block by block from where a section is not in order. */
    private static final int BYTES_AFTER_DISORDER = 16 * Sections.BLOCKS * Sections.BLOCK;

    /** What the block path takes for bytes that are not ASCII. */
    private static final int DEL = 0x7F;

    private final CsvFormat format;
    private final byte delimiter;
    private final int quote;
    private final int comment;
    private final boolean backslash;
    private final long unequal;
    private final long high;
    private final long gather;
    private final long aboveCr;
    private final long delimiterPattern;
    private final long quotePattern;
    private final boolean exactOnly;

    private byte[] buffer = new byte[0];
    private int limit;
    private boolean last;
    private int expectedFields = -1;
    private boolean endsAtStrayQuotes;
    /** What the record at hand has: text behind a closing quote below its first line, a quote that never closes. */
    private boolean closedBeforeText;

    private boolean neverClosed;
    /** The same, or a quote inside an unquoted field. */
    private boolean stray;

    private boolean nonAscii;
    private final Foreign foreign = new Foreign();
    private final @Nullable Guess guess;
    private boolean quotesSeen;
    private final @Nullable BlockMarks marks;
    private final @Nullable Sections sections;
    private boolean large;
    /** Whether the fields are so short that most blocks have more than eight ends. */
    private boolean dense;

    private boolean fieldEscaped;
    /** CR and LF bits outside quotes of the block that {@link #endRecords} saw last. */
    private long lineEndBits;

    private Position where = Position.startOf("");
    private long baseByte;

    /** Whether the arrays below are free. */
    private boolean spare;

    private int[] recordStarts = new int[0];
    private int[] recordFields = new int[0];
    private int[] fieldEnds = new int[0];
    private int[] doubledQuotes = Chunk.noDoubledQuotes();
    private int records;
    private int fields;
    private int recordStart;
    private int maxRecords;
    private long breaks;
    private long breaksAtRecordStart;
    private List<Rejection> faults = new ArrayList<>();

    Tokenizer(CsvFormat format) {
        this.format = format;
        this.delimiter = (byte) format.delimiter();
        this.quote = format.quote().map(c -> (int) c.charValue()).orElse(Chunk.NO_QUOTE);
        this.comment = format.comment().map(c -> (int) c.charValue()).orElse(Chunk.NO_QUOTE);
        this.backslash = format.escape() == Escape.BACKSLASH;
        this.unequal = Words.UNEQUAL;
        this.high = Words.HIGH;
        this.gather = Words.GATHER;
        this.aboveCr = Words.ABOVE_CR;
        this.delimiterPattern = Words.ONES * delimiter;
        this.quotePattern = Words.ONES * (quote & 0x7F);
        this.marks = BlockMarks.best(delimiter, quote, foreign);
        this.sections = Sections.best(delimiter, quote);
        this.exactOnly = backslash || comment != Chunk.NO_QUOTE || delimiter == DEL || quote == DEL;
        // Marks alone were never measured against a guess: there all stays as it was.
        this.guess = marks == null || sections != null ? Guess.of(delimiter, quote, foreign) : null;
    }

    /** A tokenizer that stops at the first record that breaks the format, or one that reads on by the stated rules. */
    public static Tokenizer of(CsvFormat format, boolean strict) {
        return strict ? new StrictTokenizer(format) : new LenientTokenizer(format);
    }

    /** Whether a quote where none may be is a fault, or text. */
    abstract boolean straysAreFaults();

    /** Fields each record should have; -1 for any number. */
    public final void expectFields(int count) {
        expectedFields = count;
    }

    /** Ends a record with its line where a quote opens by mistake, see {@link #endAtStrayQuote}. */
    public final void endAtStrayQuotes() {
        endsAtStrayQuotes = true;
    }

    /** Takes back the arrays of a chunk that nobody uses any more, for the next one. */
    public final void reuse(Chunk chunk) {
        recordStarts = chunk.recordStarts();
        recordFields = chunk.recordFields();
        fieldEnds = chunk.fieldEnds();
        if (guess != null) {
            guess.reuse(chunk.doubledQuotes());
        }
        spare = true;
    }

    /**
     * Reads all whole records of {@code text[from, to)}.
     *
     * @param text the bytes, at least {@link #SLACK} zero bytes after {@code to}; kept by the chunk
     * @param endOfInput whether nothing follows, so that the last record needs no line end
     * @param at position of {@code from}; its record is that of the last record before
     * @param most records wanted at most
     * @return the records; with none if the text holds no whole one
     */
    public final Chunk tokenize(byte[] text, int from, int to, boolean endOfInput, Position at, int most) {
        buffer = text;
        last = endOfInput;
        // A CR at the end may be half of a CRLF.
        limit = !endOfInput && to > from && text[to - 1] == '\r' ? to - 1 : to;
        where = at;
        baseByte = at.byteOffset() - from;
        if (spare) {
            spare = false;
        } else {
            // The chunk keeps them; what the last one needed is a good guess.
            recordStarts = new int[records + (records >> 3) + 16];
            recordFields = new int[recordStarts.length];
            fieldEnds = new int[fields + (fields >> 3) + 128];
        }
        maxRecords = most;
        doubledQuotes = Chunk.noDoubledQuotes();
        boolean plain = false;
        begin(from);
        if (exactOnly) {
            readExactly(limit);
        } else if (guess == null || expectedFields < 2 || most < Integer.MAX_VALUE) {
            readByRules(from);
        } else {
            readGuessing(guess, from);
            plain = !quotesSeen;
        }
        dense = fields > (recordStarts[records] - from) >> 3;
        faults.removeIf(fault -> fault.index() >= records);
        checkUtf8();
        checkFieldSizes();
        return new Chunk(
                at.source(),
                format,
                text,
                baseByte,
                at.line() + linesBefore(from),
                at.line() + breaksAtRecordStart,
                at.record() + 1,
                records,
                recordStarts,
                recordFields,
                fieldEnds,
                doubledQuotes,
                plain,
                faults);
    }

    private void begin(int from) {
        records = 0;
        fields = 0;
        recordStart = from;
        recordStarts[0] = from;
        recordFields[0] = 0;
        breaks = 0;
        breaksAtRecordStart = 0;
        nonAscii = false;
        foreign.clear();
        large = false;
        faults = new ArrayList<>();
    }

    /** Lines between the start of the text and the first record: blank ones and comments. */
    private long linesBefore(int from) {
        return lineEnds(from, recordStarts[0]);
    }

    /** How many lines end in {@code buffer[from, to)}, where {@code from} begins one. */
    private long lineEnds(int from, int to) {
        long lines = 0;
        for (int i = from; i < to; i++) {
            if (buffer[i] == '\n' ? i == from || buffer[i - 1] != '\r' : buffer[i] == '\r') {
                lines++;
            }
        }
        return lines;
    }

    private void readByRules(int from) {
        if (marks == null) {
            readBlocks(from);
        } else if (sections == null) {
            readMarked(marks, from);
        } else {
            readSections(sections, marks, from);
        }
    }

    // --- guess
    // ----------------------------------------------------------------------------------------------------------

    /**
     * Reads what is as the guess has it, which is proven, and the rest, most often less than a record and a block, by the rules.
     */
    private void readGuessing(Guess guessed, int from) {
        RegularRecords regular = guessed.next();
        boolean holds = regular != null && readRegular(regular, from);
        if (regular != null && !holds) {
            guessed.failed();
        }
        quotesSeen = regular != null && records > 0 && regular.quoted();
        int rest = recordStart;
        readByRules(rest);
        if (marks != null) {
            // These do not say; if the guess holds, little is left.
            quotesSeen |= !holds || hasQuotes(rest, recordStart);
        }
        int end = records == 0 ? recordStart : fieldEnds[recordFields[records] - 1] & Chunk.END;
        guessed.saw(
                quotesSeen,
                recordStart - end,
                fieldEnds,
                recordFields[Math.max(0, records - 1)],
                recordFields[records]);
    }

    private boolean hasQuotes(int from, int to) {
        boolean any = false;
        for (int i = from; i < to; i++) {
            any |= buffer[i] == quote;
        }
        return any;
    }

    /** Reads records like those before; answers whether that is possible up to the last block. */
    private boolean readRegular(RegularRecords regular, int from) {
        regular.begin();
        int base = from;
        long lines = 0;
        boolean holds = true;
        for (int blocks = regular.blocks(limit - base); holds && blocks > 0; blocks = regular.blocks(limit - base)) {
            ensureFields(fields + blocks * RegularRecords.BLOCK + RegularRecords.SLACK);
            holds = regular.read(buffer, base, blocks, fieldEnds, fields) && endRegular(regular);
            if (holds) {
                base += blocks * RegularRecords.BLOCK;
                lines += regular.lines;
                fields = regular.fields;
            }
        }
        fields = recordFields[records];
        doubledQuotes = regular.doubledQuotes(recordStart);
        breaks = lines - lineEnds(recordStart, base);
        breaksAtRecordStart = breaks;
        return holds;
    }

    /** Ends the records of a section; answers whether they are as they should be, else there are none. */
    private boolean endRegular(RegularRecords regular) {
        int before = records;
        int startBefore = recordStart;
        boolean holds = true;
        int first = recordFields[before];
        if (regular.notesFeeds()) {
            leaveFeedsOut(regular, first);
        }
        for (int next = first + expectedFields; holds && next <= regular.fields; next += expectedFields) {
            holds = regular.isRecord(buffer, recordStart, fieldEnds, first, next - 1);
            int end = fieldEnds[next - 1] & Chunk.END;
            large |= end - recordStart > format.maxFieldBytes();
            addRecord(next, end + regular.lineEndBytes());
            first = next;
        }
        if (holds && regular.accountsFor(records - before)) {
            return true;
        }
        records = before;
        recordStart = startBefore;
        return false;
    }

    /** Leaves out every end of a field that has to be the LF of a CRLF, which {@link RegularRecords#isRecord} proves by the CR. */
    private void leaveFeedsOut(RegularRecords regular, int first) {
        int end = regular.fields;
        int kept = first;
        // the section may begin with the LF of the last record
        int next = first < end && (fieldEnds[first] & Chunk.END) < recordStart ? first + 1 : first;
        while (next < end) {
            int count = Math.min(expectedFields, end - next);
            System.arraycopy(fieldEnds, next, fieldEnds, kept, count);
            kept += count;
            next += count + 1;
        }
        regular.fields = kept;
    }

    // --- block path
    // -----------------------------------------------------------------------------------------------------

    /** Reads blocks by the rules. */
    private void readBlocks(int from) {
        byte[] text = buffer;
        int base = from;
        long insideCarry = 0;
        long startCarry = 1;
        long closeCarry = 0;
        long escapePending = 0;
        boolean quotesBefore = false;
        // As locals they are operands in memory; as constants each use would be eight bytes of code.
        long unequal = this.unequal;
        long high = this.high;
        long gather = this.gather;
        long aboveCr = this.aboveCr;
        long delimiterPattern = this.delimiterPattern;
        long quotePattern = this.quotePattern;
        while (base < limit && records < maxRecords) {
            long delimiters = 0;
            long controls = 0;
            long quotes = 0;
            // Four words at once: more would not stay in registers.
            for (int half = 0; half < Long.SIZE; half += 32) {
                int at = base + half;
                long w0 = (long) Words.LONGS.get(text, at);
                long w1 = (long) Words.LONGS.get(text, at + 8);
                long w2 = (long) Words.LONGS.get(text, at + 16);
                long w3 = (long) Words.LONGS.get(text, at + 24);
                if (((w0 | w1 | w2 | w3) & high) != 0) {
                    foreign.add(at, at + 32);
                    w0 = Words.ascii(w0);
                    w1 = Words.ascii(w1);
                    w2 = Words.ascii(w2);
                    w3 = Words.ascii(w3);
                }
                long d0 = ~((w0 ^ delimiterPattern) + unequal) & high;
                long d1 = ~((w1 ^ delimiterPattern) + unequal) & high;
                long d2 = ~((w2 ^ delimiterPattern) + unequal) & high;
                long d3 = ~((w3 ^ delimiterPattern) + unequal) & high;
                delimiters |= Words.gather(d0, d1, d2, d3, gather) << half;
                long a0 = w0 + aboveCr;
                long a1 = w1 + aboveCr;
                long a2 = w2 + aboveCr;
                long a3 = w3 + aboveCr;
                if ((~(a0 & a1 & a2 & a3) & high) != 0) {
                    controls |= Words.gather(~a0 & high, ~a1 & high, ~a2 & high, ~a3 & high, gather) << half;
                }
                long q0 = (w0 ^ quotePattern) + unequal;
                long q1 = (w1 ^ quotePattern) + unequal;
                long q2 = (w2 ^ quotePattern) + unequal;
                long q3 = (w3 ^ quotePattern) + unequal;
                // Where one block has quotes the next mostly has too: then asking first costs more than it spares.
                if (quotesBefore || (~(q0 & q1 & q2 & q3) & high) != 0) {
                    quotes |= Words.gather(~q0 & high, ~q1 & high, ~q2 & high, ~q3 & high, gather) << half;
                }
            }
            int left = limit - base;
            long valid = left >= 64 ? -1L : (1L << left) - 1;
            delimiters &= valid;
            controls &= valid & ~delimiters;
            quotes = quote == Chunk.NO_QUOTE ? 0 : quotes & valid;
            quotesBefore = quotes != 0;

            long inside = insideCarry;
            if (quotes != 0) {
                inside ^= prefixXor(quotes);
            }
            int recordsBefore = records;
            int fieldsBefore = fields;
            int startBefore = recordStart;
            long breaksAtStartBefore = breaksAtRecordStart;
            int faultsBefore = faults.size();
            ensureFields(fields + Long.SIZE);

            delimiters &= ~inside;
            long ends = controls == 0 ? 0 : endRecords(base, controls, inside, delimiters);
            long lineEnds = controls == 0 ? 0 : lineEndBits;

            if ((quotes | closeCarry) != 0) {
                quotesSeen = true;
                long opens = quotes & inside;
                long closes = quotes & ~inside;
                long outside = delimiters | lineEnds;
                long structure = delimiters | ends;
                long afterEnd = outside << 1 | startCarry;
                long afterClose = closes << 1 | closeCarry;
                long broken = (opens & ~(afterEnd | afterClose)) | (afterClose & valid & ~(outside | opens));
                if (broken != 0) {
                    records = recordsBefore;
                    recordStart = startBefore;
                    recordStarts[recordsBefore] = startBefore;
                    breaksAtRecordStart = breaksAtStartBefore;
                    dropFaults(faultsBefore);
                    fields = recordFields[recordsBefore];
                    breaks = breaksAtStartBefore;
                    if (!readExactly(Math.min(limit, base + 64))) {
                        return;
                    }
                    base = recordStart;
                    insideCarry = 0;
                    startCarry = 1;
                    closeCarry = 0;
                    escapePending = 0;
                    continue;
                }
                // Adding an escape to the gap before a field's end carries into that end.
                long escapes = opens & afterClose;
                long escaped = structure & (~structure + escapes + escapePending);
                flattenQuoted(base, structure, afterClose, escaped);
                long last = Long.highestOneBit(structure);
                boolean pending = Long.compareUnsigned(escapes, last) > 0 || (last == 0 && escapePending != 0);
                escapePending = pending ? 1 : 0;
                insideCarry = inside >> 63;
                closeCarry = closes >>> 63;
                startCarry = outside >>> 63;
            } else {
                flatten(base, delimiters | ends);
                if (escapePending != 0 && fields > fieldsBefore) {
                    fieldEnds[fieldsBefore] |= Chunk.ESCAPED;
                    escapePending = 0;
                }
                startCarry = (delimiters | lineEnds) >>> 63;
            }
            base += 64;
        }
        readRest(insideCarry != 0, escapePending != 0);
    }

    private void readRest(boolean insideQuotes, boolean escapePending) {
        if (records < maxRecords && last && recordStart < limit) {
            finish(insideQuotes, escapePending);
        } else if (endsAtStrayQuotes && insideQuotes && limit - recordStart > format.maxRecordBytes()) {
            fields = recordFields[records];
            breaks = breaksAtRecordStart;
            readExactly(limit);
        }
    }

    /**
     * Reads sections while they are in order, others by their marks.
     *
     * <p>Where one is not, the next ones mostly are not either, so some more are read by their marks at once.
     */
    private void readSections(Sections sectioned, BlockMarks marked, int from) {
        Carry carry = new Carry();
        int base = from;
        while (base >= 0 && records < maxRecords && limit - base >= Sections.BLOCK) {
            int blocks = Math.min(Sections.BLOCKS, (limit - base) / Sections.BLOCK);
            ensureFields(fields + blocks * Sections.BLOCK + Sections.SLACK);
            if (sectioned.read(buffer, from, base, blocks, carry, fieldEnds, fields)) {
                if (sectioned.foreignBlocks != 0) {
                    noteLastSequence(from, base);
                    marked.noteForeign(base, sectioned.foreignBlocks);
                }
                endSection(sectioned, base);
                base += blocks * Sections.BLOCK;
            } else {
                noteLastSequence(from, base);
                base = readMarked(marked, carry, base, Math.min(limit, base + BYTES_AFTER_DISORDER));
            }
        }
        if (base >= 0) {
            noteLastSequence(from, base);
            base = readMarked(marked, carry, base, limit);
        }
        if (base >= 0) {
            readRest(carry.inside != 0, carry.escape != 0);
        }
    }

    /** A sequence may go on in the next bytes: then it has to be looked at with them. */
    private void noteLastSequence(int from, int base) {
        int start = Utf8.lastSequence(buffer, from, base);
        if (start < base) {
            foreign.add(start, base);
        }
    }

    private void endSection(Sections sectioned, int base) {
        long[] notes = sectioned.notes;
        long breaksBefore = breaks;
        for (long left = sectioned.stopBlocks; left != 0; left &= left - 1) {
            int block = Long.numberOfTrailingZeros(left);
            int at = block * Sections.NOTES;
            long before = notes[at + Sections.BEFORE];
            breaks = breaksBefore + (int) before;
            endMarked(
                    base + block * Sections.BLOCK,
                    notes[at + Sections.STOPS],
                    notes[at + Sections.ENDS],
                    notes[at + Sections.STRUCTURE],
                    notes[at + Sections.FIRSTS],
                    0,
                    (int) (before >>> Integer.SIZE));
        }
        breaks = breaksBefore + sectioned.lines;
        fields = sectioned.fields;
    }

    private void readMarked(BlockMarks marked, int from) {
        Carry carry = new Carry();
        if (readMarked(marked, carry, from, limit) >= 0) {
            readRest(carry.inside != 0, carry.escape != 0);
        }
    }

    /**
     * Reads blocks that are marked before, some at a time.
     *
     * @param carry what the text before hands on, and then what this text does
     * @return where the next block begins, at {@code until} or behind; below 0 if there is nothing more to read
     */
    private int readMarked(BlockMarks marked, Carry carry, int from, int until) {
        byte[] text = buffer;
        int base = from;
        int block = BlockMarks.BLOCKS;
        long insideCarry = carry.inside;
        long startCarry = carry.start;
        long closeCarry = carry.close;
        long escapePending = carry.escape;
        long returnCarry = carry.carriageReturn;
        long lineCarry = carry.line;
        while (base < until && records < maxRecords) {
            if (block == BlockMarks.BLOCKS) {
                marked.mark(text, base, limit);
                block = 0;
            }
            long quotes = marked.quotes[block];
            long feeds = marked.feeds[block];
            long returns = marked.returns[block];
            long inside = quotes == 0 ? insideCarry : insideCarry ^ prefixXor(quotes);
            long delimiters = marked.delimiters[block] & ~inside;
            long firsts = returns | (feeds & ~(returns << 1 | returnCarry));
            long lineEnds = (feeds | returns) & ~inside;
            long stops = firsts & ~inside;
            long blanks = stops & (lineEnds << 1 | lineCarry);
            long ends = stops & ~blanks;
            long structure = delimiters | ends;
            long outside = delimiters | lineEnds;
            ensureFields(fields + Long.SIZE);
            int before = fields;
            if ((quotes | closeCarry) != 0) {
                int left = limit - base;
                long valid = left >= Long.SIZE ? -1L : (1L << left) - 1;
                long opens = quotes & inside;
                long closes = quotes & ~inside;
                long afterEnd = outside << 1 | startCarry;
                long afterClose = closes << 1 | closeCarry;
                long broken = (opens & ~(afterEnd | afterClose)) | (afterClose & valid & ~(outside | opens));
                if (broken != 0) {
                    fields = recordFields[records];
                    breaks = breaksAtRecordStart;
                    if (!readExactly(Math.min(limit, base + Long.SIZE))) {
                        return -1;
                    }
                    base = recordStart;
                    block = BlockMarks.BLOCKS;
                    insideCarry = 0;
                    startCarry = 1;
                    closeCarry = 0;
                    escapePending = 0;
                    returnCarry = 0;
                    lineCarry = 1;
                    continue;
                }
                // Adding an escape to the gap before a field's end carries into that end.
                long escapes = opens & afterClose;
                long escaped = structure & (~structure + escapes + escapePending);
                flattenQuoted(base, structure, afterClose, escaped);
                long last = Long.highestOneBit(structure);
                boolean pending = Long.compareUnsigned(escapes, last) > 0 || (last == 0 && escapePending != 0);
                escapePending = pending ? 1 : 0;
                insideCarry = inside >> 63;
                closeCarry = closes >>> 63;
            } else {
                flatten(base, structure);
                if (escapePending != 0 && structure != 0) {
                    fieldEnds[before] |= Chunk.ESCAPED;
                    escapePending = 0;
                }
            }
            long nuls = marked.anyNul ? marked.nuls[block] : 0;
            if (firsts != 0) {
                if (stops != 0) {
                    nuls = endMarked(base, stops, ends, structure, firsts, nuls, before);
                }
                breaks += Long.bitCount(firsts);
            }
            if (nuls != 0) {
                nul();
            }
            startCarry = outside >>> 63;
            lineCarry = lineEnds >>> 63;
            returnCarry = returns >>> 63;
            base += Long.SIZE;
            block++;
        }
        carry.inside = insideCarry;
        carry.start = startCarry;
        carry.close = closeCarry;
        carry.escape = escapePending;
        carry.carriageReturn = returnCarry;
        carry.line = lineCarry;
        return base;
    }

    /**
     * Ends records and passes over blank lines.
     *
     * @param stops where lines end outside quotes
     * @param ends those of them where a record does
     * @param structure where fields end
     * @param firsts where lines end, be it inside quotes
     * @param before how many fields end before the block
     * @return the NULs that belong to the record behind them
     */
    private long endMarked(int base, long stops, long ends, long structure, long firsts, long nuls, int before) {
        long breaksBefore = breaks;
        long nulsLeft = nuls;
        for (long left = stops; left != 0; left &= left - 1) {
            long upTo = left ^ (left - 1);
            int at = base + Long.numberOfTrailingZeros(left);
            breaks = breaksBefore + Long.bitCount(firsts & upTo);
            if ((left & -left & ends) == 0) {
                skipLine(lineEnd(at));
            } else if (records < maxRecords) {
                if ((nulsLeft & upTo) != 0) {
                    nul();
                    nulsLeft &= ~upTo;
                }
                endRecord(before + Long.bitCount(structure & upTo), lineEnd(at), at);
            }
        }
        breaks = breaksBefore;
        return nulsLeft;
    }

    /**
     * Ends a record at each line end outside quotes.
     *
     * @return the bits at which records end, blank lines and the LF of a CRLF left out
     */
    private long endRecords(int base, long controls, long inside, long delimiters) {
        byte[] text = buffer;
        long ends = 0;
        long lineEnds = 0;
        int blockFields = fields;
        for (long left = controls; left != 0; left &= left - 1) {
            int i = Long.numberOfTrailingZeros(left);
            int at = base + i;
            byte b = text[at];
            if (b != '\n' && b != '\r') {
                if (b == 0) {
                    nul();
                }
                continue;
            }
            boolean secondHalf = b == '\n' && at > 0 && text[at - 1] == '\r';
            if ((inside >>> i & 1) != 0) {
                breaks += secondHalf ? 0 : 1;
                continue;
            }
            lineEnds |= 1L << i;
            if (secondHalf && at < recordStart) {
                continue;
            }
            int next = at + 1;
            if (b == '\r' && next < limit && text[next] == '\n') {
                next++;
                // The LF is done with, if it is in this block: at 63 the shift drops it.
                lineEnds |= 2L << i;
                left &= ~(2L << i);
            }
            breaks++;
            long before = (1L << i) - 1;
            int fieldsHere = blockFields + Long.bitCount((delimiters | ends) & before);
            if (at == recordStart && fieldsHere == recordFields[records]) {
                skipLine(next);
            } else if (records < maxRecords) {
                ends |= 1L << i;
                endRecord(fieldsHere + 1, next, at);
            }
        }
        lineEndBits = lineEnds;
        return ends;
    }

    private void skipLine(int next) {
        recordStart = next;
        recordStarts[records] = next;
        breaksAtRecordStart = breaks;
    }

    private void endRecord(int fieldsNow, int next, int at) {
        int count = fieldsNow - recordFields[records];
        if (count != expectedFields && expectedFields >= 0) {
            ragged(count);
        }
        if (count > format.maxColumns() && expectedFields < 0) {
            throw new MalformedRecordException(
                    position(),
                    "the record has " + count + " fields, more than maxColumns " + format.maxColumns()
                            + ". Check the delimiter, or raise maxColumns.");
        }
        if (at - recordStart > format.maxFieldBytes()) {
            large = true;
        }
        addRecord(fieldsNow, next);
        breaksAtRecordStart = breaks;
    }

    private void addRecord(int fieldsNow, int next) {
        records++;
        if (records + 1 >= recordStarts.length) {
            recordStarts = Arrays.copyOf(recordStarts, 2 * recordStarts.length);
            recordFields = Arrays.copyOf(recordFields, 2 * recordFields.length);
        }
        recordStarts[records] = next;
        recordFields[records] = fieldsNow;
        recordStart = next;
    }

    /**
     * Writes where fields end, some places too many at once: a wrong guess of how many there are costs more than writing
     * what is written over.
     */
    private void flatten(int base, long structure) {
        int[] ends = fieldEnds;
        int at = fields;
        fields += Long.bitCount(structure);
        long left = structure;
        if (dense) {
            left = RegularRecords.four(ends, at, base, left);
            left = RegularRecords.four(ends, at + 4, base, left);
            at += 8;
        } else if (left != 0) {
            left = RegularRecords.four(ends, at, base, left);
            at += 4;
        }
        do {
            left = RegularRecords.four(ends, at, base, left);
            at += 4;
        } while (left != 0);
    }

    /** The same, and marks the fields that end after a closing quote, and those that have doubled quotes. */
    private void flattenQuoted(int base, long structure, long afterClose, long escaped) {
        int[] ends = fieldEnds;
        int count = Long.bitCount(structure);
        int at = fields;
        long left = structure;
        while (left != 0) {
            ends[at] = end(base, left, afterClose, escaped);
            left &= left - 1;
            ends[at + 1] = end(base, left, afterClose, escaped);
            left &= left - 1;
            ends[at + 2] = end(base, left, afterClose, escaped);
            left &= left - 1;
            ends[at + 3] = end(base, left, afterClose, escaped);
            left &= left - 1;
            at += 4;
        }
        fields += count;
    }

    private static int end(int base, long left, long afterClose, long escaped) {
        int i = Long.numberOfTrailingZeros(left);
        return base + i | (int) (afterClose >>> i & 1) << Chunk.QUOTED_BIT | (int) (escaped >>> i) << Chunk.ESCAPED_BIT;
    }

    private void ensureFields(int needed) {
        if (needed + 12 > fieldEnds.length) {
            fieldEnds = Arrays.copyOf(fieldEnds, Math.max(needed + 12, fieldEnds.length * 2));
        }
    }

    static long prefixXor(long bits) {
        long x = bits;
        x ^= x << 1;
        x ^= x << 2;
        x ^= x << 4;
        x ^= x << 8;
        x ^= x << 16;
        x ^= x << 32;
        return x;
    }

    /** The record that the end of the input ends. */
    private void finish(boolean insideQuotes, boolean escapePending) {
        if (insideQuotes) {
            fields = recordFields[records];
            breaks = breaksAtRecordStart;
            readExactly(limit);
            return;
        }
        ensureFields(fields + 1);
        int start = fields == recordFields[records] ? recordStart : (fieldEnds[fields - 1] & Chunk.END) + 1;
        boolean quoted = start < limit && buffer[start] == quote;
        fieldEnds[fields] = limit | (quoted ? Chunk.QUOTED : 0) | (escapePending ? Chunk.ESCAPED : 0);
        fields++;
        endRecord(fields, limit, limit);
    }

    // --- exact path
    // -----------------------------------------------------------------------------------------------------

    /**
     * Reads records from {@code recordStart} until one begins at or after {@code until}.
     *
     * @return false if the text ends inside a record, or enough records are read
     */
    private boolean readExactly(int until) {
        int from = recordStart;
        boolean whole = true;
        nonAscii = false;
        while (whole && recordStart < until && records < maxRecords) {
            whole = readRecord();
        }
        if (nonAscii) {
            foreign.add(from, recordStart);
        }
        if (!whole) {
            fields = recordFields[records];
            breaks = breaksAtRecordStart;
        }
        return whole && records < maxRecords;
    }

    private boolean readRecord() {
        int start = recordStart;
        int before = records;
        long breaksBefore = breaksAtRecordStart;
        boolean whole = readPlainRecord();
        if (!endsAtStrayQuotes || expectedFields < 2 || backslash || straysAreFaults()) {
            return whole;
        }
        long furthest = (long) start + format.maxRecordBytes();
        boolean tooLarge = whole ? recordStart > furthest : limit > furthest;
        if (!tooLarge && (!whole || !(neverClosed || closedBeforeText))) {
            return whole;
        }
        int end = tooLarge ? (int) furthest : recordStart;
        boolean open = tooLarge || neverClosed;
        rewind(before, start, breaksBefore);
        Tried tried = endAtStrayQuote(start, end, furthest, open);
        if (tried == Tried.SO) {
            return true;
        }
        rewind(before, start, breaksBefore);
        return tried == Tried.NOT_SO && readPlainRecord();
    }

    /** What came of reading a record as one line. */
    private enum Tried {
        SO,
        NOT_SO,
        MORE_NEEDED
    }

    private void rewind(int record, int start, long breaksThere) {
        records = record;
        fields = recordFields[record];
        recordStart = start;
        recordStarts[record] = start;
        breaks = breaksThere;
        breaksAtRecordStart = breaksThere;
        while (!faults.isEmpty() && faults.get(faults.size() - 1).index() >= record) {
            faults.remove(faults.size() - 1);
        }
    }

    /**
     * Reads a record as one line, with the quote that the line does not close for text, if that is proven: the quote that
     * seems to close it is followed by text, or none does; and all that stands below the line, up to where the record seems
     * to end, are records as wide as they should be, without a quote where none belongs. Where nothing closes the quote the
     * line has to be as wide too, since the source may have been cut off inside of a field.
     *
     * <p>What is decided depends on the {@code maxRecordBytes} from the record's start on and on nothing else, so that a
     * load which goes on at any record sees the same.
     */
    private Tried endAtStrayQuote(int start, int end, long furthest, boolean open) {
        int lineEnd = start;
        while (lineEnd < end && buffer[lineEnd] != '\n' && buffer[lineEnd] != '\r') {
            lineEnd++;
        }
        if (lineEnd == end) {
            return Tried.NOT_SO;
        }
        int first = records;
        readLine(lineEnd);
        if (open && recordFields[first + 1] - recordFields[first] != expectedFields) {
            return Tried.NOT_SO;
        }
        while (recordStart < end) {
            int record = records;
            int from = recordStart;
            long breaksThere = breaksAtRecordStart;
            boolean whole = readPlainRecord();
            if (!whole && limit <= furthest) {
                return Tried.MORE_NEEDED;
            }
            boolean opensAnother = recordStart > end && (neverClosed || closedBeforeText);
            if (!whole || recordStart > furthest || opensAnother) {
                rewind(record, from, breaksThere);
                break; // to be read, and judged, by itself
            }
            if (records > record && (stray || recordFields[records] - recordFields[record] != expectedFields)) {
                return Tried.NOT_SO;
            }
        }
        return records > first + 1 ? Tried.SO : Tried.NOT_SO;
    }

    /** Reads one line as a record; a quote that it does not close is text. */
    private void readLine(int end) {
        int whole = limit;
        boolean lastBefore = last;
        limit = end;
        last = true;
        int at = recordStart;
        boolean more = true;
        while (more) {
            boolean quoted = at < end && buffer[at] == quote && closingQuote(at + 1) < end;
            int fieldEnd = at;
            fieldEscaped = false;
            if (quoted) {
                fieldEnd = readField(at);
            } else {
                while (fieldEnd < end && buffer[fieldEnd] != delimiter) {
                    nonAscii |= buffer[fieldEnd] < 0;
                    if (buffer[fieldEnd++] == 0) {
                        nul();
                    }
                }
            }
            ensureFields(fields + 1);
            fieldEnds[fields++] = fieldEnd | (quoted ? Chunk.QUOTED : 0) | (fieldEscaped ? Chunk.ESCAPED : 0);
            more = fieldEnd < end;
            at = fieldEnd + 1;
        }
        limit = whole;
        last = lastBefore;
        fault(
                RejectCode.UNTERMINATED_QUOTE,
                "A field opens a quote that its line does not close, and below it are records. Close it, or remove it.");
        breaks++;
        endRecord(fields, lineEnd(end), end);
    }

    private boolean readPlainRecord() {
        closedBeforeText = false;
        neverClosed = false;
        stray = false;
        byte[] text = buffer;
        int at = recordStart;
        if (text[at] == comment) {
            while (at < limit && text[at] != '\n' && text[at] != '\r') {
                at++;
            }
            if (at == limit && !last) {
                return false;
            }
            breaks++;
            skipLine(lineEnd(at));
            return true;
        }
        if (text[at] == '\n' || text[at] == '\r') {
            breaks++;
            skipLine(lineEnd(at));
            return true;
        }
        int start = at;
        while (true) {
            int end = readField(at);
            if (end < 0) {
                return false;
            }
            ensureFields(fields + 1);
            boolean quoted = at < limit && text[at] == quote;
            fieldEnds[fields++] = end | (quoted ? Chunk.QUOTED : 0) | (fieldEscaped ? Chunk.ESCAPED : 0);
            if (end == limit || text[end] != delimiter) {
                // The LF behind an escaped CR ends the record, and no other line.
                if (end < limit && (text[end] != '\n' || end == start || text[end - 1] != '\r')) {
                    breaks++;
                }
                endRecord(fields, lineEnd(end), end);
                return true;
            }
            at = end + 1;
            if (at == limit && !last) {
                recordStart = start;
                return false;
            }
        }
    }

    /** Where the field that begins at {@code from} ends, or -1 if more text is needed to know. */
    private int readField(int from) {
        byte[] text = buffer;
        int at = from;
        boolean strayHere = false;
        fieldEscaped = false;
        if (at < limit && text[at] == quote) {
            long breaksThere = breaks;
            at = closingQuote(at + 1);
            if (at < 0) {
                neverClosed = true;
                return -1;
            }
            if (at == limit) {
                neverClosed = true;
                stray = true;
                fieldEscaped = true;
                fault(
                        RejectCode.UNTERMINATED_QUOTE,
                        "A field opens a quote that the source never closes. Close it, or"
                                + " declare another quote character.");
                return limit;
            }
            at++;
            strayHere = at < limit && text[at] != delimiter && text[at] != '\n' && text[at] != '\r';
            fieldEscaped |= strayHere;
            closedBeforeText |= strayHere && breaks > breaksThere;
        }
        while (at < limit && text[at] != delimiter && text[at] != '\n' && text[at] != '\r') {
            byte b = text[at];
            nonAscii |= b < 0;
            if (backslash && b == '\\') {
                fieldEscaped = true;
                at++;
                if (at >= limit && !last) {
                    return -1;
                }
                escaped(at);
            } else if (b == quote) {
                strayHere = true;
            } else if (b == 0) {
                nul();
            }
            at++;
        }
        at = Math.min(at, limit);
        stray |= strayHere;
        if (strayHere && straysAreFaults()) {
            fault(
                    RejectCode.STRAY_QUOTE,
                    "A quote stands inside an unquoted field, or text after a closing quote. Quote the"
                            + " field and double its quotes, or read leniently.");
        }
        return at == limit && !last ? -1 : at;
    }

    /** Index of the closing quote, {@code limit} if the input ends before it, -1 if more text is needed. */
    private int closingQuote(int from) {
        byte[] text = buffer;
        int at = from;
        while (at < limit) {
            byte b = text[at];
            nonAscii |= b < 0;
            if (backslash && b == '\\') {
                fieldEscaped = true;
                at++;
                escaped(at);
            } else if (b == quote) {
                if (at + 1 >= limit && !last) {
                    return -1;
                }
                if (at + 1 < limit && text[at + 1] == quote) {
                    fieldEscaped = true;
                    at++;
                } else {
                    return at;
                }
            } else if (b == '\n' ? text[at - 1] != '\r' : b == '\r') {
                breaks++;
            } else if (b == 0) {
                nul();
            }
            at++;
        }
        return last ? limit : -1;
    }

    /** Notes what stands behind a backslash: it is text, but a line end is one still, and a fault one. */
    private void escaped(int at) {
        if (at >= limit) {
            return;
        }
        byte b = buffer[at];
        nonAscii |= b < 0;
        if (b == '\n' || b == '\r') {
            breaks++;
        } else if (b == 0) {
            nul();
        }
    }

    private int lineEnd(int at) {
        if (at >= limit) {
            return limit;
        }
        return buffer[at] == '\r' && at + 1 < limit && buffer[at + 1] == '\n' ? at + 2 : at + 1;
    }

    // --- faults
    // ---------------------------------------------------------------------------------------------------------

    private Position position() {
        return new Position(
                where.source(),
                baseByte + recordStart,
                where.line() + breaksAtRecordStart,
                where.record() + records + 1);
    }

    private void fault(RejectCode code, String reason) {
        faults.add(new Rejection(records, "", code, reason));
    }

    private void ragged(int count) {
        fault(
                count < expectedFields ? RejectCode.TOO_FEW_FIELDS : RejectCode.TOO_MANY_FIELDS,
                "The record has " + count + " fields where there are " + expectedFields + " columns.");
    }

    private void nul() {
        if (faults.isEmpty() || faults.get(faults.size() - 1).index() != records) {
            fault(RejectCode.NUL_CHARACTER, "The record holds a NUL character, which databases cannot store.");
        }
    }

    private void dropFaults(int size) {
        while (faults.size() > size) {
            faults.remove(faults.size() - 1);
        }
    }

    /** Marks the records that hold bytes which are not UTF-8. A sequence lies in one part: all its bytes are foreign. */
    private void checkUtf8() {
        int end = recordStarts[records];
        int record = 0;
        int at = recordStarts[0];
        boolean found = false;
        for (int part = 0; part < foreign.parts(); part++) {
            int partEnd = Math.min(foreign.to(part), end);
            at = Math.max(at, foreign.from(part));
            while (at < partEnd) {
                at = Utf8.firstInvalid(buffer, at, partEnd, end);
                if (at >= partEnd) {
                    break;
                }
                while (recordStarts[record + 1] <= at) {
                    record++;
                }
                int recordEnd = fieldEnds[recordFields[record + 1] - 1] & Chunk.END;
                if (at >= recordEnd) {
                    at = recordStarts[record + 1]; // in a comment
                    continue;
                }
                found = true;
                faults.add(new Rejection(
                        record,
                        "",
                        RejectCode.INVALID_UTF8,
                        "The record holds bytes that are not UTF-8, at byte " + (baseByte + at)
                                + ". Convert the file, or declare its encoding."));
                at = recordStarts[record + 1];
            }
        }
        if (found) {
            faults.sort(Comparator.comparingInt(Rejection::index));
        }
    }

    private void checkFieldSizes() {
        if (!large) {
            return;
        }
        for (int r = 0; r < records; r++) {
            int start = recordStarts[r];
            for (int f = recordFields[r]; f < recordFields[r + 1]; f++) {
                int end = fieldEnds[f] & Chunk.END;
                if (end - start > format.maxFieldBytes()) {
                    faults.add(new Rejection(
                            r,
                            "",
                            RejectCode.FIELD_TOO_LARGE,
                            "A field has " + (end - start) + " bytes, more than maxFieldBytes " + format.maxFieldBytes()
                                    + "."));
                    break;
                }
                start = end + 1;
            }
        }
        faults.sort(Comparator.comparingInt(Rejection::index));
    }
}
