package scrip.core.catalog;

/// How a product can be opened in an emergency although it is suspended (X5).
///
/// @param hours the most hours of one emergency, from 1 through [#HOURS_MAX]
/// @param perMonth how many emergencies an organization may open in a calendar month, from 1
///   through [#PER_MONTH_MAX]
public record EmergencyTerms(int hours, int perMonth) {

    /// A week.
    public static final int HOURS_MAX = 168;

    public static final int PER_MONTH_MAX = 31;

    public EmergencyTerms {
        if (hours < 1 || hours > HOURS_MAX || perMonth < 1 || perMonth > PER_MONTH_MAX) {
            throw new IllegalArgumentException(hours + " hours, " + perMonth + " a month");
        }
    }
}
