package scrip.core.catalog;

/// A text in English and Simplified Chinese.
public record Text(String en, String zh) {}
