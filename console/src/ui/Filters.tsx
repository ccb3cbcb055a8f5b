import { useEffect, useState, type ReactNode } from 'react';
import { useWords } from '../i18n';
import { TEXT, type Listing } from './listing';

const TYPING_MILLISECONDS = 300;

/** How a filter is shown: its label and, if it has fixed values, the name of each. */
export interface Filter {
  label: string;
  /** The label for "all", if it is not the default. */
  any?: string;
  name?(value: string): string;
}

/** The filters and the sort order of a list; each field triggers a request. */
export function Filters({
  listing,
  filters,
  children,
}: {
  listing: Listing;
  filters: Record<string, Filter>;
  /** Shown next to the filters. */
  children?: ReactNode;
}) {
  const t = useWords();
  return (
    <div className="filters">
      {Object.entries(filters).map(([name, filter]) => {
        const taken = listing.fields[name];
        const value = listing.chosen[name] ?? '';
        const choose = (next: string) => listing.choose(name, next);
        return !taken || taken === TEXT ? (
          <SearchField key={name} label={filter.label} value={value} onChange={choose} />
        ) : (
          <label key={name}>
            {filter.label}{' '}
            <select className="field" value={value} onChange={(event) => choose(event.target.value)}>
              {name === 'sort' ? null : <option value="">{filter.any ?? t('list.any')}</option>}
              {taken.map((one) => (
                <option key={one} value={one}>
                  {filter.name?.(one) ?? one}
                </option>
              ))}
            </select>
          </label>
        );
      })}
      {children}
    </div>
  );
}

/** Sort by age, as most lists do. */
export function useByAge(): Filter {
  const t = useWords();
  return { label: t('list.sort'), name: (one) => (one === 'NEWEST' ? t('list.newest') : t('list.oldest')) };
}

/** A search text; the request is sent when typing stops. */
function SearchField({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  const [text, setText] = useState(value);
  const [asked, setAsked] = useState(value);
  if (asked !== value) {
    setAsked(value);
    setText(value);
  }
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === value) {
      return undefined;
    }
    const timer = setTimeout(() => onChange(wanted), TYPING_MILLISECONDS);
    return () => clearTimeout(timer);
  });
  return (
    <label>
      {label}{' '}
      <input className="field" type="search" maxLength={100} value={text} onChange={(event) => setText(event.target.value)} />
    </label>
  );
}
