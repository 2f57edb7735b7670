package dev.lamplighter.sandbox.glue;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CodePointCharStream;
import org.antlr.v4.runtime.misc.Interval;

/** Gives the grammar keywords in upper case, as it has them; texts and names keep theirs. */
record KeywordCaseStream(CodePointCharStream text) implements CharStream {
    @Override
    public int LA(int offset) {
        int symbol = text.LA(offset);
        return symbol <= 0 ? symbol : Character.toUpperCase(symbol);
    }

    @Override
    public String getText(Interval interval) {
        return text.getText(interval);
    }

    @Override
    public void consume() {
        text.consume();
    }

    @Override
    public int mark() {
        return text.mark();
    }

    @Override
    public void release(int marker) {
        text.release(marker);
    }

    @Override
    public int index() {
        return text.index();
    }

    @Override
    public void seek(int index) {
        text.seek(index);
    }

    @Override
    public int size() {
        return text.size();
    }

    @Override
    public String getSourceName() {
        return text.getSourceName();
    }
}
