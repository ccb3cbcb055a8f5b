/** An amount of money to type; the placeholder is what counts if nothing is typed. */
export function AmountField({
  label,
  placeholder,
  required,
  value,
  onChange,
}: {
  label: string;
  placeholder?: string | undefined;
  required: boolean;
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <label className="stacked">
      {label}
      <input
        className="field end"
        inputMode="decimal"
        pattern="(0|[1-9][0-9]{0,14})([.][0-9]{1,6})?"
        placeholder={placeholder}
        required={required}
        value={value}
        onChange={(event) => onChange(event.target.value.trim())}
      />
    </label>
  );
}
