package scrip.server.scim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import scrip.server.people.Fields;
import scrip.server.people.Language;
import tools.jackson.databind.JsonNode;

/// A user that is read or changed by what a directory sends. What is faulty is collected.
///
/// Attributes of the schemas that are not kept, such as phone numbers, are taken and forgotten, so
/// that a directory needs no other mapping. One that no schema has is refused where it is named by
/// a path.
final class UserDraft implements Draft {

    static final String SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:User";
    private static final String EXTENSION = "urn:ietf:params:scim:schemas:extension:enterprise:2.0";

    static final int TEXT_CHARACTERS_MAX = 200;

    private static final Set<String> OURS = Set.of("id", "meta", "schemas", "groups");

    private static final Set<String> NOT_KEPT =
            Set.of(
                    "nickname",
                    "profileurl",
                    "title",
                    "usertype",
                    "timezone",
                    "password",
                    "phonenumbers",
                    "ims",
                    "photos",
                    "addresses",
                    "entitlements",
                    "roles",
                    "x509certificates",
                    "name.middlename",
                    "name.honorificprefix",
                    "name.honorificsuffix",
                    "emails.type",
                    "emails.primary",
                    "emails.display");

    private String userName = "";
    private @Nullable String externalId;
    private @Nullable String displayName;
    private @Nullable String givenName;
    private @Nullable String familyName;
    private @Nullable String formattedName;
    private @Nullable String email;
    private @Nullable Boolean active;
    private @Nullable Language language;
    private final List<String> faults = new ArrayList<>();

    /// A draft of somebody known; null for somebody new.
    static UserDraft of(@Nullable UserFields before) {
        UserDraft draft = new UserDraft();
        if (before != null) {
            draft.userName = before.userName();
            draft.externalId = before.externalId();
            draft.displayName = before.displayName();
            draft.givenName = before.givenName();
            draft.familyName = before.familyName();
            draft.formattedName = before.formattedName();
            draft.email = before.email();
            draft.active = before.active();
        }
        return draft;
    }

    /// Takes the whole user, as `POST` and `PUT` send it. What it does not say about activity and
    /// the directory's own id stays as it was.
    @Override
    public void whole(JsonNode body) {
        userName = "";
        displayName = null;
        givenName = null;
        familyName = null;
        formattedName = null;
        email = null;
        for (Map.Entry<String, JsonNode> field : Sent.of(body).entrySet()) {
            AttributePath path = AttributePath.of(field.getKey());
            if (path != null && !field.getValue().isNull()) {
                set(path, field.getValue(), false);
            }
        }
        if (userName.isEmpty() && faults.isEmpty()) {
            faults.add("/userName: is missing");
        }
    }

    @Override
    public void step(Patch.Step step) {
        PatchPath path = step.path();
        AttributePath attribute = path.attribute();
        if (path.condition() != null && !isKept(path.condition(), attribute, step.kind())) {
            return;
        }
        JsonNode value = step.value();
        if (step.kind() == Patch.Kind.REMOVE || value == null) {
            remove(attribute, step.named());
        } else {
            set(attribute, value, step.named());
        }
    }

    /// Whether a condition means the one address that a user has here.
    private boolean isKept(Filter condition, AttributePath attribute, Patch.Kind kind) {
        if (NOT_KEPT.contains(attribute.name())) {
            return false;
        }
        if (!attribute.name().equals("emails")) {
            throw ScimType.INVALID_PATH.fault(attribute.name() + ": has one value only");
        }
        boolean meant =
                Conditions.meets(
                        condition,
                        Map.of(
                                "value",
                                email == null ? userName : email,
                                "type",
                                "work",
                                "primary",
                                "true",
                                "display",
                                ""));
        if (!meant && kind == Patch.Kind.REPLACE) {
            throw ScimType.NO_TARGET.fault("a user has one address here, of the type work");
        }
        return meant;
    }

    private void set(AttributePath path, JsonNode value, boolean named) {
        if (isElsewhere(path, named)) {
            return;
        }
        switch (path.full()) {
            case "username" -> {
                String text = text(value, "userName");
                userName = text == null ? userName : text;
            }
            case "externalid" -> externalId = textOrNothing(value, "externalId");
            case "displayname" -> displayName = textOrNothing(value, "displayName");
            case "name" -> {
                if (!value.isObject()) {
                    faults.add("/name: write an object");
                    return;
                }
                Sent.of(value)
                        .forEach((part, each) -> {
                            if (AttributePath.isName(part) && !each.isNull()) {
                                set(path.with(part), each, false);
                            }
                        });
            }
            case "name.formatted" -> formattedName = textOrNothing(value, "name/formatted");
            case "name.givenname" -> givenName = textOrNothing(value, "name/givenName");
            case "name.familyname" -> familyName = textOrNothing(value, "name/familyName");
            case "active" -> {
                Boolean truth = Sent.truth(Sent.single(value));
                if (truth == null) {
                    faults.add("/active: write true or false");
                } else {
                    active = truth;
                }
            }
            case "emails", "emails.value" -> setEmail(value);
            case "preferredlanguage", "locale" -> setLanguage(value);
            default -> checkKnown(path, named);
        }
    }

    /// Whether an attribute is none that a directory sets here.
    private static boolean isElsewhere(AttributePath path, boolean named) {
        String schema = path.schema();
        if (schema != null && !schema.equalsIgnoreCase(SCHEMA)) {
            if (named && !schema.startsWith(EXTENSION)) {
                throw ScimType.INVALID_PATH.fault(schema + ": is not known here");
            }
            return true;
        }
        if (OURS.contains(path.name())) {
            if (named) {
                throw ScimType.MUTABILITY.fault(path.name() + ": is set by this server alone");
            }
            return true;
        }
        return false;
    }

    private static void checkKnown(AttributePath path, boolean named) {
        boolean known = NOT_KEPT.contains(path.full()) || NOT_KEPT.contains(path.name());
        if (named && !known) {
            throw ScimType.INVALID_PATH.fault(path.full() + ": is not known here");
        }
    }

    private void remove(AttributePath path, boolean named) {
        if (isElsewhere(path, named)) {
            return;
        }
        switch (path.full()) {
            case "externalid" -> externalId = null;
            case "displayname" -> displayName = null;
            case "name" -> {
                formattedName = null;
                givenName = null;
                familyName = null;
            }
            case "name.formatted" -> formattedName = null;
            case "name.givenname" -> givenName = null;
            case "name.familyname" -> familyName = null;
            case "emails", "emails.value" -> email = null;
            case "preferredlanguage", "locale" -> {
                // The person chooses.
            }
            case "username", "active" ->
                    throw ScimType.MUTABILITY.fault(path.full() + ": cannot be removed");
            default -> checkKnown(path, named);
        }
    }

    /// The primary address, else that for work, else the first.
    private void setEmail(JsonNode value) {
        JsonNode chosen = value;
        if (value.isArray()) {
            if (value.isEmpty()) {
                email = null;
                return;
            }
            chosen = value.get(0);
            int best = 0;
            for (JsonNode one : value) {
                int rank = rank(one);
                if (rank > best) {
                    best = rank;
                    chosen = one;
                }
            }
        }
        JsonNode single = Sent.single(chosen);
        String text = single == null || !single.isString() ? null : single.stringValue();
        String address = text == null ? null : Fields.emailOrNull(text);
        if (address == null) {
            faults.add("/emails: write an e-mail address");
        } else {
            email = address;
        }
    }

    private static int rank(JsonNode one) {
        if (!one.isObject()) {
            return 0;
        }
        Map<String, JsonNode> parts = Sent.of(one);
        if (Boolean.TRUE.equals(Sent.truth(parts.get("primary")))) {
            return 2;
        }
        JsonNode type = parts.get("type");
        return type != null && "work".equalsIgnoreCase(type.asString("")) ? 1 : 0;
    }

    private void setLanguage(JsonNode value) {
        String text = value.isString() ? value.stringValue().toLowerCase(Locale.ROOT) : "";
        language = text.startsWith("zh") ? Language.ZH : text.isEmpty() ? null : Language.EN;
    }

    private @Nullable String text(JsonNode value, String at) {
        String text = Sent.text(Sent.single(value), TEXT_CHARACTERS_MAX);
        if (text == null) {
            faults.add(
                    "/%s: write a text of 1 to %d characters without control characters"
                            .formatted(at, TEXT_CHARACTERS_MAX));
        }
        return text;
    }

    /// A text; an empty one is none.
    private @Nullable String textOrNothing(JsonNode value, String at) {
        JsonNode single = Sent.single(value);
        boolean isNothing = single != null && single.isString() && single.stringValue().isBlank();
        return isNothing ? null : text(value, at);
    }

    /// The user.
    ///
    /// @throws scrip.server.http.ProblemException with everything that is wrong
    UserFields checked() {
        if (email == null && !userName.isEmpty() && Fields.emailOrNull(userName) == null) {
            faults.add("/emails: is missing, and userName is no e-mail address");
        }
        if (!faults.isEmpty()) {
            throw ScimType.INVALID_VALUE.fault(Sent.told(faults));
        }
        return new UserFields(
                userName,
                externalId,
                displayName,
                givenName,
                familyName,
                formattedName,
                email,
                active == null || active);
    }

    /// Theirs, if the directory says it now; null otherwise.
    @Nullable Language language() {
        return language;
    }
}
