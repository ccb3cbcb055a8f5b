package scrip.server.signin;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import scrip.server.people.Person;

/// The repositories that Spring Security sees in one ceremony: one person and their passkeys, and
/// the credential to be stored.
final class Ceremony implements UserCredentialRepository, PublicKeyCredentialUserEntityRepository {

    private final PublicKeyCredentialUserEntity user;
    private final List<CredentialRecord> known;
    private final List<CredentialRecord> kept = new ArrayList<>();

    Ceremony(Person person, List<PasskeyStore.Row> passkeys) {
        Bytes id = bytes(person.id());
        this.user =
                ImmutablePublicKeyCredentialUserEntity.builder()
                        .id(id)
                        .name(person.email())
                        .displayName(person.name())
                        .build();
        this.known = passkeys.stream().map(p -> record(p, id)).toList();
    }

    /// The credential to be stored.
    CredentialRecord kept() {
        return kept.getLast();
    }

    @Override
    public void save(CredentialRecord record) {
        kept.add(record);
    }

    @Override
    public @Nullable CredentialRecord findByCredentialId(Bytes id) {
        return known.stream().filter(k -> k.getCredentialId().equals(id)).findFirst().orElse(null);
    }

    @Override
    public List<CredentialRecord> findByUserId(Bytes id) {
        return id.equals(user.getId()) ? known : List.of();
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findById(Bytes id) {
        return id.equals(user.getId()) ? user : null;
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findByUsername(String name) {
        return name.equals(user.getName()) ? user : null;
    }

    @Override
    public void save(PublicKeyCredentialUserEntity entity) {
        throw new IllegalStateException("people are not made by a ceremony");
    }

    @Override
    public void delete(Bytes id) {
        throw new IllegalStateException("nothing is deleted by a ceremony");
    }

    private static CredentialRecord record(PasskeyStore.Row row, Bytes user) {
        Set<AuthenticatorTransport> transports =
                row.transports().stream()
                        .filter(t -> !t.isEmpty())
                        .map(AuthenticatorTransport::valueOf)
                        .collect(Collectors.toSet());
        return ImmutableCredentialRecord.builder()
                .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
                .credentialId(new Bytes(row.credential()))
                .userEntityUserId(user)
                .publicKey(new ImmutablePublicKeyCose(row.publicKey()))
                .attestationObject(new Bytes(row.attestation()))
                .signatureCount(row.signatureCount())
                .uvInitialized(true)
                .backupEligible(row.backupEligible())
                .backupState(row.backupState())
                .transports(transports)
                .label(row.label())
                .created(row.madeAt())
                .build();
    }

    private static Bytes bytes(UUID id) {
        return new Bytes(
                ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(id.getMostSignificantBits())
                        .putLong(id.getLeastSignificantBits())
                        .array());
    }
}
