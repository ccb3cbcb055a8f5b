package scrip.server.pages;

import org.junit.jupiter.api.Test;
import scrip.server.Caller;
import scrip.server.TestServer;

class ProgramTest {

    @Test
    void theVersionIsToldToWhomeverTheServerKnows() {
        TestServer.live()
                .get("/v1/version")
                .is(200)
                .has("/contract", "1")
                .has("/program", "working copy");
        new Caller(TestServer.root(), null, null).get("/v1/version").is(401, "UNAUTHENTICATED");
    }
}
