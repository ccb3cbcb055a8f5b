import { useDeskWords } from '../i18n';

type Fields = Record<string, unknown>;

/** What an entry of the audit log changed, field by field, before and after; changed fields first and marked. */
export function AuditChange({ before, after }: { before?: unknown; after?: unknown }) {
  const d = useDeskWords();
  const was = fieldsOf(before);
  const is = fieldsOf(after);
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  if (names.length === 0) {
    return <p className="quiet">{d('audit.nothing')}</p>;
  }
  const hasBefore = Object.keys(was).length > 0;
  const changed = names.filter((name) => name in was && differs(was, is, name));
  const rest = names.filter((name) => !changed.includes(name));
  return (
    <table className="change">
      <thead>
        <tr>
          <th scope="col">{d('audit.field')}</th>
          {hasBefore ? <th scope="col">{d('audit.before')}</th> : null}
          <th scope="col">{d('audit.after')}</th>
        </tr>
      </thead>
      <tbody>
        {[...changed, ...rest].map((name) => (
          <tr key={name} className={changed.includes(name) ? 'changed' : undefined}>
            <th scope="row">{name}</th>
            {hasBefore ? <td>{name in was ? <Value value={was[name]} /> : '—'}</td> : null}
            <td>{name in is ? changed.includes(name) ? <ins><Value value={is[name]} /></ins> : <Value value={is[name]} /> : '—'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function fieldsOf(value: unknown): Fields {
  if (value === null || value === undefined) {
    return {};
  }
  return typeof value === 'object' && !Array.isArray(value) ? (value as Fields) : { value };
}

function differs(was: Fields, is: Fields, name: string): boolean {
  return JSON.stringify(was[name]) !== JSON.stringify(is[name]);
}

const LONG = 300;

function Value({ value }: { value: unknown }) {
  if (Array.isArray(value) && value.length === 0) {
    return '—';
  }
  if (Array.isArray(value)) {
    return (
      <ul className="plain">
        {value.map((one, index) => (
          <li key={index}>
            <Value value={one} />
          </li>
        ))}
      </ul>
    );
  }
  if (isMoney(value)) {
    return <code>{`${value.currency} ${value.amount}`}</code>;
  }
  if (typeof value === 'object' && value !== null) {
    return (
      <>
        {Object.entries(value).map(([name, one]) => (
          <div key={name}>
            <span className="quiet">{name}</span> <Value value={one} />
          </div>
        ))}
      </>
    );
  }
  const text = String(value);
  return <code>{text.length > LONG ? `${text.slice(0, LONG)}…` : text}</code>;
}

function isMoney(value: unknown): value is { amount: string; currency: string } {
  return typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value;
}
