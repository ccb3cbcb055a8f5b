package scrip.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.Hospital;
import scrip.server.TestServer;

/// Lists as tables for spreadsheets.
class TablesTest {

    private static final String SHEET =
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final Hospital hospital = Hospital.open();
    private final Caller vendor = hospital.caller();

    private Answer asked(String path, String accept) {
        return vendor.send("GET", Hospital.PATH + path, null, Map.of("Accept", accept));
    }

    private static List<String> rows(Answer table) {
        return table.is(200).text().lines().toList();
    }

    @Test
    void aListIsATableByTheHeaderAccept() {
        hospital.buy(Hospital.INSPECTIONS);
        Answer table = asked("/orders", "text/csv");
        assertEquals("text/csv;charset=UTF-8", table.header("Content-Type"));
        assertEquals("no-store", table.header("Cache-Control"));
        assertEquals(
                "attachment; filename=\"first-hospital-orders.csv\"",
                table.header("Content-Disposition"));
        assertEquals(table.text(), hospital.get("/orders?format=csv").is(200).text());
        assertTrue(asked("/orders", "application/json").is(200).text().startsWith("{"));
        assertTrue(
                asked("/orders", "text/csv;q=0.1, application/json")
                        .is(200)
                        .text()
                        .startsWith("{"));
        assertTrue(asked("/orders", "text/html, */*;q=0.1").is(200).text().startsWith("{"));
        asked("/orders", "text/html").is(406, "NOT_ACCEPTABLE");
        asked("/orders", "application/pdf;q=0.5, text/csv;q=0").is(406, "NOT_ACCEPTABLE");
    }

    @Test
    void everyLineOfAnOrderIsARow() {
        hospital.post(
                        "/orders",
                        "{\"terms_accepted\": true, \"lines\": ["
                                + Hospital.INSPECTIONS
                                + ", {\"item\": \"ipc/pre-consultation-assistant\", \"months\": 1}]}")
                .is(201);
        List<String> rows = rows(asked("/orders", "text/csv"));
        assertEquals(3, rows.size());
        String head = rows.getFirst();
        assertTrue(head.startsWith("\uFEFFid,"), head);
        assertTrue(head.contains(",line_item,line_item_name,"), head);
        assertTrue(head.contains(",line_total_amount,line_total_currency,"), head);
        assertTrue(
                rows.get(2).contains("ipc/pre-consultation-assistant,Pre-consultation"),
                rows.get(2));
        assertTrue(rows.stream().noneMatch(row -> row.contains("{")), rows.toString());
    }

    @Test
    void timesAreInTheZoneOfTheOrganization() {
        hospital.buy(Hospital.INSPECTIONS);
        hospital.use(5, "study-1").is(201);
        List<String> rows = rows(asked("/uses", "text/csv"));
        assertTrue(rows.getFirst().contains("booked_at (Asia/Shanghai)"), rows.getFirst());
        assertTrue(rows.get(1).contains(",2026-03-01 17:00:00,study-1,"), rows.get(1));
        assertTrue(rows.get(1).contains("aimis/cloud-inspection,Cloud"), rows.get(1));
    }

    @Test
    void theWholeListIsWrittenPageByPage() {
        StringBuilder uses = new StringBuilder();
        for (int n = 0; n < 900; n++) {
            uses.append(n == 0 ? "" : ",")
                    .append(
                            """
                            {"organization": "%s", "resource": "aimis/cloud-inspection",
                             "quantity": 1, "storage_years": 5, "key": "n%d", "reported": true}
                            """
                                    .formatted(Hospital.ID, n));
        }
        vendor.post("/v1/uses/batch", "{\"uses\": [" + uses + "]}").is(200);
        vendor.post("/v1/uses/batch", "{\"uses\": [" + uses.toString().replace("\"n", "\"m") + "]}")
                .is(200);
        Answer table = asked("/uses", "text/csv");
        assertEquals(1_801, rows(table).size());
        assertEquals("", table.header("Scrip-Next"));
        Answer part = asked("/uses?limit=2", "text/csv");
        assertEquals(3, rows(part).size());
        assertTrue(!part.header("Scrip-Next").isEmpty());
    }

    @Test
    void aSheetHasNumbersAsNumbersAndReferencesAsTexts() throws Exception {
        String order = hospital.order(Hospital.INSPECTIONS);
        hospital.post(
                        "/payments",
                        """
                        {"orders": ["%s"], "method": "TRANSFER", "reference": "00123456789012345678",
                         "amount": {"amount": "5.00", "currency": "USD"}}
                        """
                                .formatted(order))
                .is(201);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                                URI.create(
                                        TestServer.root()
                                                + Hospital.PATH
                                                + "/payments?format=xlsx"))
                        .header("Authorization", "Bearer " + TestServer.TOKEN)
                        .header("Scrip-Realm", vendor.realm());
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> answer =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            assertEquals(200, answer.statusCode());
            assertEquals(SHEET, answer.headers().firstValue("Content-Type").orElse(""));
            String sheet = part(answer.body(), "xl/worksheets/sheet1.xml");
            assertTrue(sheet.contains("<t>00123456789012345678</t>"), sheet);
            assertTrue(sheet.contains("<v>5.00</v>") || sheet.contains("<v>5</v>"), sheet);
            assertTrue(sheet.contains("t=\"inlineStr\""), sheet);
        }
    }

    private static String part(byte[] book, String name) throws IOException {
        Path file = Files.createTempFile("book", ".xlsx");
        try {
            Files.write(file, book);
            try (ZipFile zip = new ZipFile(file.toFile());
                    InputStream in = zip.getInputStream(zip.getEntry(name))) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        } finally {
            Files.delete(file);
        }
    }
}
