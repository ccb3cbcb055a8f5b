package scrip.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import scrip.server.Caller;
import scrip.server.Estate;
import scrip.server.Hospital;
import scrip.server.Operation;
import tools.jackson.databind.JsonNode;

/// A table opens with a header, also if there is nothing in the list.
class CsvHeaderTest {

    private static final String CSV = "format=csv";

    private final Hospital hospital = Hospital.open();
    private final Caller vendor = hospital.caller();

    private static String header(Caller.Answer table) {
        return table.is(200).text().lines().findFirst().orElseThrow().replace("\uFEFF", "");
    }

    @Test
    void anEmptyListHasTheColumnsOfTheContract() {
        assertEquals(
                "id,state,method,amount_amount,amount_currency,received_at,value_date,booked_at,reference,orders,shares,returned,"
                        + "cured_amount,cured_currency,unapplied_amount,unapplied_currency,recalled_at,taken_from,reinstated_at",
                header(hospital.get("/payments?state=recalled&format=csv")));
        assertEquals(
                "id,kind,name,since,standing",
                header(vendor.get("/v1/organizations?search=nobody&format=csv")));
    }

    /// What an empty list says that it would have is what a list with rows has.
    @Test
    void theColumnsOfEveryRowAreThoseOfAnEmptyList() {
        Map<String, String> ids = Estate.of(vendor, "second-hospital").ids();
        List<String> tables = new ArrayList<>();
        for (Operation operation : Operation.all()) {
            String path = operation.path(ids);
            if (operation.isReading() && isTable(operation) && !path.contains(".csv")) {
                String list = list(vendor.get(path).is(200).json());
                Set<String> promised = ListColumns.of(operation.path(), list);
                String header = header(vendor.get(path + (path.contains("?") ? "&" : "?") + CSV));
                for (String column : header.split(",", -1)) {
                    assertTrue(
                            promised.stream().anyMatch(p -> fits(column, p)),
                            path + ": " + column + " is not in " + promised);
                }
                tables.add(path);
            }
        }
        assertTrue(tables.size() > 20, tables::toString);
    }

    private static boolean isTable(Operation operation) {
        return String.valueOf(operation.promise().get("responses")).contains("text/csv");
    }

    private static String list(JsonNode answer) {
        return answer.properties().stream()
                .filter(field -> field.getValue().isArray())
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    /// A promised object of any form, such as what an entry of the audit log changed, may have any
    /// field.
    private static boolean fits(String column, String promised) {
        return column.equals(promised) || column.startsWith(promised + "_");
    }
}
