package scrip.server.organization;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import scrip.server.Caller;
import scrip.server.Hospital;

/// Organizations can be changed in part and renamed (X3).
final class OrganizationTest {

    @Test
    void aChangeOfAnOrganizationAffectsOnlyTheNamedFields() {
        Hospital hospital = Hospital.open();
        Caller caller = hospital.caller();
        caller.put(Hospital.PATH, "{\"name\": \"First Hospital (renamed)\"}")
                .is(200)
                .has("/name", "First Hospital (renamed)")
                .has("/kind", "INSTITUTION")
                .has("/zone", "Asia/Shanghai")
                .has("/default_storage_years", "5");
        caller.put(Hospital.PATH, "{\"kind\": \"INSTITUTION\", \"zone\": \"Asia/Tokyo\"}")
                .is(200)
                .has("/name", "First Hospital (renamed)")
                .has("/zone", "Asia/Tokyo")
                .has("/default_storage_years", "5");
        caller.put(Hospital.PATH, "{\"default_storage_years\": null}")
                .is(200)
                .has("/zone", "Asia/Tokyo")
                .has("/default_storage_years", "");
        String seq = hospital.get("/history?limit=1").at("/items/0/seq");
        caller.put(
                        Hospital.PATH,
                        "{\"name\": \"First Hospital (renamed)\", \"zone\": \"Asia/Tokyo\"}")
                .is(200);
        caller.put(Hospital.PATH, "{}").is(200);
        hospital.get("/history?limit=1").is(200).has("/items/0/seq", seq);
        caller.put(Hospital.PATH, "{\"kind\": \"CONSORTIUM\", \"name\": \"Other\"}")
                .is(409, "ORGANIZATION_EXISTS");
        caller.get(Hospital.PATH).is(200).has("/name", "First Hospital (renamed)");
    }

    @Test
    void aNewOrganizationNeedsItsKindAndName() {
        Caller caller = Hospital.open().caller();
        caller.put("/v1/organizations/fresh", "{\"zone\": \"Asia/Tokyo\"}")
                .is(400, "INPUT_INVALID")
                .has("/errors/0/pointer", "/kind")
                .has("/errors/1/pointer", "/name");
        caller.get("/v1/organizations/fresh").is(404, "UNKNOWN_ORGANIZATION");
    }

    @Test
    void aRenamedOrganizationIsFoundByItsNewNameAndItsHistoryHasTheOldOne() {
        Hospital hospital = Hospital.open();
        Caller caller = hospital.caller();
        caller.put("/v1/organizations/union", "{\"kind\": \"CONSORTIUM\", \"name\": \"Union\"}")
                .is(200);
        caller.send("PUT", "/v1/organizations/union/members/" + Hospital.ID, null, Map.of())
                .is(200);
        caller.put(Hospital.PATH, "{\"name\": \"Quiet Clinic\"}").is(200);
        caller.get("/v1/organizations?search=quiet")
                .is(200)
                .has("/items/0/id", Hospital.ID)
                .has("/items/0/name", "Quiet Clinic");
        caller.get("/v1/organizations?search=First%20Hospital").is(200).has("/items/0/id", "");
        caller.get("/v1/organizations/union").is(200).has("/names/first-hospital", "Quiet Clinic");
        String history = hospital.get("/history").is(200).text();
        assertTrue(history.contains("First Hospital") && history.contains("Quiet Clinic"), history);
    }
}
