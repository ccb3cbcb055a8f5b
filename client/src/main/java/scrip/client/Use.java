package scrip.client;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// Units that are used, or were.
///
/// @param key by which the server knows it again: one key is booked once
/// @param within the consortium on whose behalf; null for none
/// @param storageYears the storage term, where the resource has one
/// @param subject what was used, such as a keyed hash of the study's UID, never patient data: the
///   same subject is counted once; null if each use counts
/// @param eventAt when it happened; null: when it is asked or reported
public record Use(
        String key,
        String organization,
        String resource,
        long quantity,
        @Nullable String within,
        @Nullable Integer storageYears,
        @Nullable Surface surface,
        @Nullable String subject,
        @Nullable Instant eventAt) {

    /// A use with a new key.
    public static Use of(String organization, String resource, long quantity) {
        return new Use(
                UUID.randomUUID().toString(),
                organization,
                resource,
                quantity,
                null,
                null,
                null,
                null,
                null);
    }

    public Use key(String own) {
        return new Use(
                own,
                organization,
                resource,
                quantity,
                within,
                storageYears,
                surface,
                subject,
                eventAt);
    }

    public Use within(String consortium) {
        return new Use(
                key,
                organization,
                resource,
                quantity,
                consortium,
                storageYears,
                surface,
                subject,
                eventAt);
    }

    public Use storageYears(int years) {
        return new Use(
                key, organization, resource, quantity, within, years, surface, subject, eventAt);
    }

    public Use surface(Surface where) {
        return new Use(
                key,
                organization,
                resource,
                quantity,
                within,
                storageYears,
                where,
                subject,
                eventAt);
    }

    public Use subject(String what) {
        return new Use(
                key,
                organization,
                resource,
                quantity,
                within,
                storageYears,
                surface,
                what,
                eventAt);
    }

    public Use eventAt(Instant when) {
        return new Use(
                key,
                organization,
                resource,
                quantity,
                within,
                storageYears,
                surface,
                subject,
                when);
    }

    /// It as the server takes it. This text is made once and sent in every try.
    ///
    /// @param reported whether it has been done already, so that it cannot be refused for want of
    ///   units
    String body(boolean reported) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("key", key);
        body.put("organization", organization);
        body.put("resource", resource);
        body.put("quantity", quantity);
        put(body, "within", within);
        put(body, "storage_years", storageYears);
        put(body, "surface", surface);
        put(body, "subject", subject);
        put(body, "event_at", eventAt);
        if (reported) {
            body.put("reported", true);
        }
        return Json.text(body);
    }

    private static void put(
            Map<String, @Nullable Object> body, String name, @Nullable Object value) {
        if (value != null) {
            body.put(name, value instanceof Number ? value : value.toString());
        }
    }
}
