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
}: {
  lines: Schemas['PreviewLine'][];
  zone: string;
  organization: string;
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
          <p className="quiet">
            {line.for ? <span>{t('line.for', { holder: holder(line.for) })} · </span> : null}
            {line.storage_years ? <span>{t('prices.storage', { count: line.storage_years })} · </span> : null}
            {line.first_day && line.last_day ? (
              <span>
                {t('line.valid')} <Day value={line.first_day} /> – <Day value={line.last_day} /> ({zone})
              </span>
            ) : line.from && !line.until ? (
              <span>
                {t('line.validFrom')} <When at={line.from} zone={zone} />
              </span>
            ) : (
              <span>{t('line.validLater')}</span>
            )}
          </p>
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
