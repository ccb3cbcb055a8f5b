import type { Schemas } from '../api/client';
import { useDeskWords } from '../i18n';
import { Money, Quantity, When } from './format';
import { About } from './Subject';

/** Past or future events, one line each. */
export function Timeline({
  entries,
  zone,
  label,
  organization,
}: {
  entries: Schemas['TimelineEntry'][];
  zone: string | undefined;
  label: string;
  /** The organization whose pages are linked. */
  organization: string;
}) {
  const d = useDeskWords();
  return (
    <ol className="timeline" aria-label={label}>
      {entries.map((entry, index) => (
        <li key={`${entry.seq} ${entry.at} ${index}`} className={entry.code ? 'told' : undefined}>
          <When at={entry.at} zone={zone} />
          <div>
            <strong>
              {entry.code
                ? d(`notice.${entry.code}`, { defaultValue: entry.code })
                : d(`fact.${entry.what}`, { defaultValue: entry.what })}
            </strong>{' '}
            {entry.subject ? <About subject={entry.subject} name={entry.name} organization={organization} /> : null}
            {entry.quantity ? (
              <>
                {' · '}
                <Quantity value={entry.quantity} />
              </>
            ) : null}
            {entry.money ? (
              <>
                {' · '}
                <Money value={entry.money} />
              </>
            ) : null}
          </div>
        </li>
      ))}
    </ol>
  );
}
