import type { ReactNode } from 'react';
import type { Schemas } from '../api/client';
import { useWords } from '../i18n';
import { useHolderName } from '../org/data';
import { Day, Money, Quantity, useText, When } from '../ui/format';
import { Tag } from '../ui/Tag';

/** The lines of an order: the formula in words and numbers, and the validity to the day. */
export function OrderLines({
  lines,
  zone,
  organization,
  over = false,
}: {
  lines: Schemas['PreviewLine'][];
  zone: string;
  organization: string;
  /** Whether the order was recalled or cancelled or has expired, so that nothing of it is valid. */
  over?: boolean;
}) {
  const holder = useHolderName(organization);
  const t = useWords();
  const text = useText();
  return (
    <ul className="plain order-lines">
      {lines.map((line) => (
        <li key={line.number}>
          <div className="line-head">
            <strong>{text(line.name)}</strong>
            {line.total ? <Money value={line.total} /> : null}
          </div>
          {line.formula ? <p className="formula">{text(line.formula)}</p> : null}
          <LineFacts line={line} zone={zone} holder={holder} over={over} />
          {line.bonus ? (
            <p className="quiet">
              {t('line.bonus')} <Quantity value={line.bonus} unit={line.unit} />
            </p>
          ) : null}
          {line.agreed_price_unused ? (
            <p className="notice info">{t(`line.agreedPriceUnused.${line.agreed_price_unused}`)}</p>
          ) : null}
          {line.example ? <Tag tone="warn">{t('prices.example')}</Tag> : null}
        </li>
      ))}
    </ul>
  );
}

/** For whom a line is, its storage term and its validity. */
function LineFacts({
  line,
  zone,
  holder,
  over,
}: {
  line: Schemas['PreviewLine'];
  zone: string;
  holder: (id: string) => string;
  over: boolean;
}) {
  const t = useWords();
  const facts: ReactNode[] = [
    ...(line.for ? [t('line.for', { holder: holder(line.for) })] : []),
    ...(line.storage_years ? [t('prices.storage', { count: line.storage_years })] : []),
    ...(over ? [] : [<Validity line={line} zone={zone} />]),
  ];
  return (
    <p className="quiet">
      {facts.map((fact, index) => (
        <span key={index}>
          {index > 0 ? ' · ' : null}
          {fact}
        </span>
      ))}
    </p>
  );
}

function Validity({ line, zone }: { line: Schemas['PreviewLine']; zone: string }) {
  const t = useWords();
  if (line.first_day && line.last_day) {
    return (
      <>
        {t('line.valid')} <Day value={line.first_day} /> – <Day value={line.last_day} /> ({zone})
      </>
    );
  }
  return line.from && !line.until ? (
    <>
      {t('line.validFrom')} <When at={line.from} zone={zone} />
    </>
  ) : (
    <>{t('line.validLater')}</>
  );
}

/** Which arrears a purchase pays first, and what is left then. */
export function Effects({ effects }: { effects: Schemas['Effect'][] }) {
  const t = useWords();
  const text = useText();
  if (effects.length === 0) {
    return null;
  }
  return (
    <ul className="plain effects">
      {effects.map((effect) => (
        <li key={`${effect.resource} ${effect.storage_years ?? ''}`}>
          <strong>
            {text(effect.name)}
            {effect.storage_years ? ` · ${t('prices.storage', { count: effect.storage_years })}` : ''}
          </strong>
          {effect.repaid > 0 ? (
            <p>
              {t('effect.repaid')} <Quantity value={effect.repaid} unit={effect.unit} />
            </p>
          ) : (
            <p>{t('effect.nothingOwed')}</p>
          )}
          <p>
            {t('effect.left')} <Quantity value={effect.available} unit={effect.unit} />
          </p>
          {effect.arrears > 0 ? (
            <p className="notice bad">
              {t('effect.stillOwed')} <Quantity value={effect.arrears} unit={effect.unit} />
            </p>
          ) : null}
          {effect.restored ? <Tag tone="good">{t('effect.restored')}</Tag> : null}
        </li>
      ))}
    </ul>
  );
}
