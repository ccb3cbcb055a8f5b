package scrip.server.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import scrip.server.Browser;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.Hospital;

/// The signed document of an acceptance is uploaded, stored and downloaded; services are listed.
class DocumentTest {

    private static final String PDF = "application/pdf";
    private static final int BYTES_MAX = 5_000_000;

    private final Hospital hospital = Hospital.open();

    private static byte[] pdf(String text) {
        return ("%PDF-1.7\n" + text).getBytes(StandardCharsets.US_ASCII);
    }

    private String delivered() {
        String service = hospital.buy("{\"item\": \"ipc/overseas-deployment\"}");
        hospital.post("/services/" + service + "/deliver", "{}").is(200);
        return service;
    }

    private Answer send(String service, String name, String type, byte[] bytes) {
        return hospital.caller()
                .file(
                        Hospital.PATH + "/services/" + service + "/documents?name=" + name,
                        type,
                        bytes);
    }

    @Test
    void theFileIsPartOfTheAcceptance() {
        String service = delivered();
        Answer sent = send(service, "acceptance.pdf", PDF, pdf("signed")).is(201);
        String hash = sent.has("/bytes", "15").has("/content_type", PDF).at("/sha256");
        assertEquals(hash, send(service, "again.pdf", PDF, pdf("signed")).is(201).at("/sha256"));
        hospital.post(
                        "/services/" + service + "/accept",
                        """
                        {"by": "Dr Li", "file": "%s", "signed_on": "2026-02-28"}
                        """
                                .formatted(hash))
                .is(200)
                .has("/state", "ACCEPTED");
        hospital.get("/services")
                .is(200)
                .has("/items/0/steps/1/document", "sha256:" + hash)
                .has("/items/0/steps/1/signed_on", "2026-02-28")
                .has("/items/0/steps/1/file/name", "acceptance.pdf");
        Answer file = hospital.get("/services/" + service + "/documents/" + hash).is(200);
        assertEquals(new String(pdf("signed"), StandardCharsets.US_ASCII), file.text());
        assertEquals(PDF, file.header("Content-Type"));
        assertEquals("nosniff", file.header("X-Content-Type-Options"));
        assertTrue(file.header("Content-Disposition").startsWith("attachment;"));
        assertTrue(file.header("Content-Disposition").contains("acceptance.pdf"));
        assertInert(file);
        assertTrue(hospital.get("/audit").is(200).text().contains(hash));
    }

    /// Nobody's folders, and none that whoever saves it would write to.
    @Test
    void ofANameTheLastPartCounts() {
        String service = delivered();
        send(service, "..%2F..%2Fsigned.pdf", PDF, pdf("one")).is(201).has("/name", "signed.pdf");
        send(service, "C%3A%5CUsers%5Csigned.pdf", PDF, pdf("two"))
                .is(201)
                .has("/name", "signed.pdf");
        send(service, "..%2F", PDF, pdf("three")).is(201).has("/name", "document.pdf");
    }

    /// A browser that displays it nevertheless runs and loads nothing.
    private static void assertInert(Answer file) {
        assertEquals(
                "default-src 'none'; frame-ancestors 'none'; sandbox",
                file.header("Content-Security-Policy"));
        assertEquals("nosniff", file.header("X-Content-Type-Options"));
        assertEquals("same-origin", file.header("Cross-Origin-Resource-Policy"));
        assertEquals("no-store", file.header("Cache-Control"));
    }

    private static byte[] text(String content) {
        return content.getBytes(StandardCharsets.UTF_8);
    }

    /// A form, in which a container would look for parameters.
    private int formSent(String service, byte[] content) throws Exception {
        Caller caller = hospital.caller();
        String path = Hospital.PATH + "/services/" + service + "/documents?name=a";
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(caller.root() + path))
                        .header("Authorization", "Bearer " + caller.token())
                        .header("Scrip-Realm", caller.realm())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(content))
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    @Test
    void theContentTellsWhatAFileIs() throws Exception {
        String service = delivered();
        byte[] png = HexFormat.of().parseHex("89504e470d0a1a0a0000000d49484452");
        byte[] jpeg = HexFormat.of().parseHex("ffd8ffe000104a46494600010100");
        send(service, "a.txt", "text/plain", pdf("a")).is(201).has("/content_type", PDF);
        send(service, "a.pdf", PDF, png).is(201).has("/content_type", "image/png");
        send(service, "a.svg", "image/svg+xml", jpeg).is(201).has("/content_type", "image/jpeg");
        assertEquals(201, formSent(service, pdf("b")));
        send(service, "a", "multipart/form-data; boundary=x", pdf("c"))
                .is(201)
                .has("/content_type", PDF);
        for (String other :
                new String[] {
                    "plain text",
                    "a,b\n1,2\n",
                    "<!DOCTYPE html><script>alert(1)</script>",
                    "<html><!-- %PDF-1.7 --><script>alert(1)</script></html>",
                    "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
                    "<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>",
                    "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
                    "GIF89a/*;*/=1;alert(1)",
                    "PK\u0003\u0004 %PDF-1.7",
                    "MZ",
                    "#!/bin/sh",
                    "\u0000"
                }) {
            send(service, "a.pdf", PDF, text(other)).is(422, "DOCUMENT_NOT_ACCEPTED");
        }
    }

    /// What is a PDF and something else besides is kept as a PDF.
    @Test
    void aFileOfTwoKindsIsServedInertUnderANameOfItsType() {
        String service = delivered();
        Answer sent =
                send(
                                service,
                                "plan.html",
                                "text/html",
                                pdf("<html><script>alert(document.domain)</script></html>"))
                        .is(201)
                        .has("/name", "plan.html.pdf");
        Answer file =
                hospital.get("/services/" + service + "/documents/" + sent.at("/sha256")).is(200);
        assertEquals(PDF, file.header("Content-Type"));
        assertTrue(file.header("Content-Disposition").startsWith("attachment;"));
        assertTrue(file.header("Content-Disposition").contains("plan.html.pdf"));
        assertInert(file);
        send(
                        service,
                        "SCAN.JPEG",
                        "application/octet-stream",
                        HexFormat.of().parseHex("ffd8ffe000104a46494600010100"))
                .is(201)
                .has("/name", "SCAN.JPEG");
    }

    @Test
    void filesThatAreEmptyTooLargeOrTooManyAreRefused() {
        String service = delivered();
        send(service, "a.pdf", PDF, new byte[0]).is(422, "DOCUMENT_NOT_ACCEPTED");
        send(service, "a.pdf", PDF, Arrays.copyOf(pdf(""), BYTES_MAX + 1))
                .is(413, "BODY_TOO_LARGE");
        send(service, "a.pdf", PDF, Arrays.copyOf(pdf(""), BYTES_MAX)).is(201);
        for (int i = 1; i < 10; i++) {
            send(service, "a.pdf", PDF, pdf("no. " + i)).is(201);
        }
        send(service, "a.pdf", PDF, pdf("no. 10")).is(422, "DOCUMENT_NOT_ACCEPTED");
        send(service, "a.pdf", PDF, pdf("no. 9")).is(201);
        send("01930000-0000-7000-8000-000000000001", "a.pdf", PDF, pdf(""))
                .is(404, "UNKNOWN_SERVICE");
    }

    @Test
    void onlyADeliveredServiceTakesAFile() {
        String service = hospital.buy("{\"item\": \"ipc/overseas-deployment\"}");
        send(service, "a.pdf", PDF, pdf("")).is(409, "NOT_DELIVERED");
        hospital.post("/services/" + service + "/deliver", "{}").is(200);
        String unknown = "0".repeat(64);
        String accept = "/services/" + service + "/accept";
        hospital.post(accept, "{\"file\": \"" + unknown + "\"}").is(404, "UNKNOWN_DOCUMENT");
        hospital.post(accept, "{\"file\": \"" + unknown + "\", \"document\": \"A-1\"}")
                .is(400, "INPUT_INVALID");
        hospital.post(accept, "{\"file\": \"A-1\"}").is(400, "INPUT_INVALID");
        hospital.post(accept, "{\"signed_on\": \"2026-03-02\"}")
                .is(400, "INPUT_INVALID")
                .has("/errors/0/pointer", "/signed_on");
        hospital.get("/services/" + service + "/documents/" + unknown).is(404, "UNKNOWN_DOCUMENT");
        hospital.get("/services").is(200).has("/items/0/state", "DELIVERED");
    }

    @Test
    void whoeverMayReadServicesMayReadTheFileButNotUploadOne() {
        String service = delivered();
        String hash = send(service, "a.pdf", PDF, pdf("")).is(201).at("/sha256");
        Browser viewer = Browser.member(Hospital.ID, "viewer", hospital.caller().realm());
        String path = Hospital.PATH + "/services/" + service + "/documents";
        viewer.get(path + "/" + hash).is(200);
        viewer.post(path + "?name=a.pdf", "{}").is(403, "FORBIDDEN");
    }

    @Test
    void servicesAreFilteredSortedAndPaged() {
        String first = delivered();
        String second = hospital.buy("{\"item\": \"aimis/delivery\"}");
        String third = hospital.buy("{\"item\": \"ipc/overseas-deployment\"}");
        String next =
                hospital.get("/services?limit=2")
                        .is(200)
                        .has("/items/0/id", third)
                        .has("/items/1/id", second)
                        .at("/next");
        hospital.get("/services?limit=2&cursor=" + next)
                .is(200)
                .has("/items/0/id", first)
                .has("/next", "");
        hospital.get("/services?sort=OLDEST&limit=1").is(200).has("/items/0/id", first);
        hospital.get("/services?state=DELIVERED")
                .is(200)
                .has("/items/0/id", first)
                .has("/items/1/id", "");
        hospital.get("/services?item=aimis/delivery")
                .is(200)
                .has("/items/0/id", second)
                .has("/items/1/id", "");
        Answer table = hospital.get("/services?format=csv&limit=1").is(200);
        assertTrue(
                table.text().startsWith("\uFEFFid,order,item,item_name,for,for_name,state"),
                table.text());
    }
}
