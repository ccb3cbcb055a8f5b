package scrip.bench.result;

import com.fasterxml.jackson.annotation.JsonValue;

/// Who books the uses of a cell.
public enum Side {
    /// Scrip's ledger.
    LEDGER("ledger"),
    /// `select … for update` of the account, then the row that the ledger writes.
    ROW_LOCK("row-lock"),
    /// One call of a function a use, which does on the server what the row lock does.
    FUNCTION("function"),
    /// PostgreSQL's own load generator: one balance changed, one row with a unique key.
    PGBENCH("pgbench");

    private final String text;

    Side(String text) {
        this.text = text;
    }

    @JsonValue
    @Override
    public String toString() {
        return text;
    }
}
