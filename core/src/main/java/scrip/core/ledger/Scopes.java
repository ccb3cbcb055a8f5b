package scrip.core.ledger;

import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Item;
import scrip.core.organization.OrganizationId;
import scrip.core.organization.OrganizationKind;

/// For whom a line may be bought (C4, S4).
public final class Scopes {

    private Scopes() {}

    /// Whether an account may buy an item for an organization.
    ///
    /// @param named null for the account itself
    public static boolean allow(Account account, Item item, @Nullable OrganizationId named) {
        boolean consortium = account.profile().kind() == OrganizationKind.CONSORTIUM;
        boolean self = named == null || named.equals(account.id());
        boolean member = named != null && account.profile().members().contains(named);
        return switch (item.scope()) {
            case INSTITUTION -> consortium ? member : self;
            case CONSORTIUM -> self && (consortium || account.profile().consortia().isEmpty());
            case ACCOUNT -> self;
            case ORGANIZATION -> self || member;
        };
    }

    /// The organization that a line is for.
    ///
    /// @throws RefusedException if the account may not buy the item for it
    static OrganizationId holder(Account account, Item item, @Nullable OrganizationId named) {
        if (!allow(account, item, named)) {
            throw RefusedException.of(Code.WRONG_SCOPE, why(account, item));
        }
        return named == null ? account.id() : named;
    }

    private static String why(Account account, Item item) {
        return switch (item.scope()) {
            case INSTITUTION ->
                    item.id() + " is for one institution: name the account, or a member, in for";
            case CONSORTIUM ->
                    account.profile().consortia().isEmpty()
                            ? item.id() + " is for the account itself: leave for out"
                            : item.id() + " is bought by the consortium, not by its member";
            case ACCOUNT -> item.id() + " belongs to the account: leave for out";
            case ORGANIZATION -> item.id() + " is for the account or one of its members";
        };
    }
}
