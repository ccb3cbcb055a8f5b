package scrip.proof.simulate;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import scrip.core.order.AgreedPrice.Per;

/// Makes up agreements: with or without prices, a bonus and days on which they count (C6, C9).
final class Agreeing {

    private static final int DAYS_MAX = 200;

    private final Dice dice;

    Agreeing(Dice dice) {
        this.dice = dice;
    }

    Step sign(Instant at, String org) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("org", org);
        boolean aimis = dice.chance(85);
        fields.put("product", aimis ? "aimis" : "ipc");
        LocalDate today = at.atOffset(ZoneOffset.UTC).toLocalDate();
        if (dice.chance(15)) {
            fields.put("from", today.plusDays(dice.between(-3, DAYS_MAX)));
        }
        if (dice.chance(15)) {
            fields.put("until", today.plusDays(dice.between(-3, DAYS_MAX)));
        }
        if (dice.chance(40)) {
            String item =
                    aimis ? dice.of(Items.INSPECTION, Items.BASIC, Items.REPORT) : Items.CAPACITY;
            fields.put("prices", Map.of(item, prices()));
        }
        if (aimis && dice.chance(25)) {
            String item = dice.chance(10) ? Items.BASIC : dice.of(Items.INSPECTION, Items.REPORT);
            fields.put("bonus", Map.of(item, dice.between(1, 200)));
        }
        return new Step(at, "sign", fields);
    }

    /// An amount alone, which is completed when it is signed, or one or two with their parts.
    private List<Map<String, Object>> prices() {
        List<Map<String, Object>> all = new ArrayList<>();
        for (int i = dice.chance(20) ? 2 : 1; i > 0; i--) {
            Map<String, Object> price = new LinkedHashMap<>();
            price.put("amount", amount());
            if (dice.chance(30)) {
                price.put("currency", Currency.getInstance(dice.of("USD", "EUR", "JPY")));
            }
            if (dice.chance(40)) {
                price.put("per", dice.of(Per.values()));
            }
            if (dice.chance(15)) {
                price.put("storage_years", (long) dice.of(1, 5, 15));
            }
            all.add(price);
        }
        return all;
    }

    private BigDecimal amount() {
        return dice.chance(25)
                ? dice.of(new BigDecimal("9999999999"), new BigDecimal("99999999999"))
                : dice.of(new BigDecimal("0.125"), BigDecimal.TEN, BigDecimal.ZERO);
    }
}
