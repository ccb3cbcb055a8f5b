package scrip.server.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scrip.server.Caller;
import scrip.server.Hospital;
import scrip.server.TestServer;
import scrip.server.license.LicenseCommand;
import scrip.server.terminal.Manners;
import scrip.server.terminal.Terminal;

/// The perpetual license: requested, ordered by the vendor, delivered as a signed file (C7).
class SaleTest {

    private static final String ITEM = "aimis/mimi-ai-report-onsite";
    private static final String ASK =
            "{\"item\": \"" + ITEM + "\", \"by\": \"Wang Fang\", \"contact\": \"+86 21\"}";

    @TempDir Path folder = Path.of("");

    private final Hospital hospital = Hospital.open();

    private String orderByVendor() {
        return hospital.post(
                        "/orders",
                        "{\"lines\": [{\"item\": \""
                                + ITEM
                                + "\"}], \"terms_accepted\": true, \"by_vendor\": true}")
                .is(201)
                .at("/id");
    }

    @Test
    void aRequestReachesTheVendorAndIsClosedWithTheOrderPlaced() {
        String id = hospital.post("/sales-requests", ASK).is(201).has("/state", "OPEN").at("/id");
        hospital.caller()
                .get("/v1/sales-requests")
                .is(200)
                .has("/items/0/id", id)
                .has("/items/0/organization", Hospital.ID)
                .has("/items/0/contact", "+86 21");
        assertTrue(hospital.caller().get("/v1/notices").text().contains("SALE_REQUESTED"));
        String other =
                hospital.order("{\"item\": \"ipc/pre-consultation-assistant\", \"months\": 1}");
        close(id, other).is(422, "ORDER_NOT_OF_REQUEST");
        close(id, "01930000-0000-7000-8000-000000000001").is(404, "UNKNOWN_ORDER");
        String order = orderByVendor();
        close(id, order).is(200).has("/state", "CLOSED").has("/order", order);
        close(id, order).is(409, "SALES_REQUEST_CLOSED");
        hospital.caller().get("/v1/sales-requests").is(200).has("/items/0/id", "");
        hospital.caller().get("/v1/sales-requests?state=ALL").has("/items/0/id", id);
        hospital.get("/sales-requests").is(200).has("/items/0/state", "CLOSED");
        assertTrue(hospital.get("/notices").text().contains("SALES_REQUEST_CLOSED"));
    }

    private Caller.Answer close(String id, String order) {
        return hospital.post(
                "/sales-requests/" + id + "/close",
                "{\"order\": \"" + order + "\", \"by\": \"Chen Jing\"}");
    }

    @Test
    void onlySalesOnlyItemsCanBeRequested() {
        hospital.post("/sales-requests", "{\"item\": \"aimis/basic\"}").is(422, "NOT_SALES_ONLY");
        hospital.post("/sales-requests", "{\"item\": \"aimis/none\"}").is(404, "UNKNOWN_ITEM");
        hospital.post("/sales-requests/01930000-0000-7000-8000-000000000001/close", "{}")
                .is(404, "UNKNOWN_SALES_REQUEST");
        String id = hospital.post("/sales-requests", ASK).is(201).at("/id");
        hospital.post("/sales-requests/" + id + "/close", "{\"answer\": \"not this year\"}")
                .is(200)
                .has("/answer", "not this year");
    }

    @Test
    void thePerpetualLicenseIsDeliveredAsAFileThatCannotBeChanged() throws IOException {
        String order = orderByVendor();
        hospital.pay(order).is(201);
        String license = hospital.get("/licenses").is(200).at("/items/0/id");
        Caller.Answer file = hospital.get("/licenses/" + license + "/file").is(200);
        for (String line :
                new String[] {
                    "realm: " + hospital.caller().realm(),
                    "account: first-hospital",
                    "item: " + ITEM,
                    "number: " + license,
                    "from: 2026-03-01T09:00:00Z",
                    "until: no end"
                }) {
            assertTrue(file.text().contains("\n" + line + "\n"), file.text());
        }
        hospital.clock("2027-03-01T09:00:00Z");
        assertEquals(file.text(), hospital.get("/licenses/" + license + "/file").text());

        Caller nobody = new Caller(TestServer.root(), "nobody", null);
        Path key = write("key.pem", nobody.get("/license-key.pem").is(200).text());
        assertEquals(0, verify(write("good", file.text()), key));
        assertEquals(1, verify(write("bad", file.text().replace("first-h", "other-h")), key));
        assertEquals(2, verify(write("none", "hello"), key));
        assertEquals(2, verify(write("none", file.text()), write("no.pem", "nothing")));

        hospital.post("/orders/" + order + "/recall", "{}").is(200);
        hospital.get("/licenses/" + license + "/file").is(409, "NO_LICENSE_FILE");
    }

    @Test
    void aLicenseWithAnEndIsNotDeliveredAsAFile() {
        hospital.buy("{\"item\": \"ipc/pre-consultation-assistant\", \"months\": 1}");
        String license = hospital.get("/licenses").is(200).at("/items/0/id");
        hospital.get("/licenses/" + license + "/file").is(409, "NO_LICENSE_FILE");
        hospital.get("/licenses/01930000-0000-7000-8000-000000000001/file")
                .is(404, "UNKNOWN_LICENSE");
    }

    private static int verify(Path file, Path key) {
        try (PrintStream to =
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8)) {
            String[] args = {"verify", file.toString(), "--key", key.toString()};
            Terminal terminal = Terminal.of(Map.of(), to, to);
            return Manners.run(new LicenseCommand(terminal), terminal, "license", args);
        }
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
