import { useId, useState } from 'react';
import type { Schemas } from '../api/client';
import { useLanguage, useWords } from '../i18n';
import { formatMoney, formatNumber, Money, useText } from '../ui/format';
import { offerOf, withOffer, type Item, type WantedLine } from './lines';

interface Props {
  line: WantedLine;
  number: number;
  item: Item | undefined;
  profile: Schemas['Organization'] | undefined;
  preview: Schemas['PreviewLine'] | undefined;
  onChange: (line: WantedLine) => void;
  onRemove: () => void;
  onRequire: (item: string) => void;
}

/** One chosen line: quantity, term, organization; its price, or what is wrong and what to choose instead. */
export function LineEditor(props: Props) {
  const { line, number, item, preview, onChange, onRemove } = props;
  const t = useWords();
  const text = useText();
  const name = preview ? text(preview.name) : line.item;
  const fits = preview?.item === line.item;
  return (
    <fieldset className="line">
      <legend className="visually-hidden">{t('line.number', { number, name })}</legend>
      <div className="line-head">
        <strong>{item ? text(item.name) : name}</strong>
        <button type="button" className="link" onClick={onRemove} aria-label={t('line.removeOne', { name })}>
          {t('line.remove')}
        </button>
      </div>
      {item ? <Measures {...props} item={item} /> : null}
      {fits && preview.fault ? <Fault fault={preview.fault} onChange={onChange} line={line} onRequire={props.onRequire} /> : null}
      {fits && preview.alternatives.length > 1 && item ? (
        <Alternatives alternatives={preview.alternatives} line={line} item={item} onChange={onChange} />
      ) : fits && preview.formula && preview.total ? (
        <p className="formula">{text(preview.formula)}</p>
      ) : null}
      {fits && preview.agreed_price_unused ? (
        <p className="notice info">{t(`line.agreedPriceUnused.${preview.agreed_price_unused}`)}</p>
      ) : null}
      {fits && preview.total ? (
        <p className="line-head">
          <span className="quiet">{preview.example ? t('prices.exampleShort') : ''}</span>
          <Money value={preview.total} />
        </p>
      ) : null}
    </fieldset>
  );
}

function Measures({ line, item, profile, onChange }: Props & { item: Item }) {
  const t = useWords();
  const text = useText();
  const offer = offerOf(item, line);
  const counted = item.quantity_min > 1 || item.kind === 'RESOURCE';
  const terms = Object.keys(offer?.amounts ?? {}).map(Number);
  const forms = item.offers.filter((one) => (one.plan ?? '') === (line.plan ?? ''));
  return (
    <div className="measures">
      {counted ? (
        <Count
          label={t('line.quantity', { unit: text(item.unit) })}
          value={line.quantity ?? item.quantity_min}
          step={item.quantity_step}
          onChange={(quantity) => onChange({ ...line, quantity })}
        />
      ) : null}
      {forms.length > 1 ? (
        <Choice
          label={t('line.form')}
          value={offer?.per ?? ''}
          options={forms.map((one) => ({ value: one.per as string, label: t(`term.${one.per}`) }))}
          onChange={(per) => {
            const next = forms.find((one) => one.per === per);
            const { months: _months, years: _years, ...rest } = line;
            if (next) {
              onChange(withOffer(rest, next));
            }
          }}
        />
      ) : null}
      {line.storage_years !== undefined ? (
        <Choice
          label={t('line.storage')}
          value={String(line.storage_years)}
          options={terms.map((years) => ({ value: String(years), label: t('term.years', { count: years }) }))}
          onChange={(years) => onChange({ ...line, storage_years: Number(years) })}
        />
      ) : null}
      {line.months !== undefined ? (
        <Count label={t('line.months')} value={line.months} step={1} onChange={(months) => onChange({ ...line, months })} />
      ) : null}
      {line.years !== undefined ? (
        <Count label={t('line.years')} value={line.years} step={1} onChange={(years) => onChange({ ...line, years })} />
      ) : null}
      {profile?.kind === 'CONSORTIUM' && item.scope !== 'ACCOUNT' && item.scope !== 'CONSORTIUM' ? (
        <Choice
          label={t('line.holder')}
          value={line.for ?? ''}
          options={[
            ...(item.scope === 'INSTITUTION' ? [] : [{ value: '', label: profile.name }]),
            ...profile.members.map((member) => ({ value: member, label: profile.names[member] ?? member })),
          ]}
          onChange={(holder) => {
            const { for: _for, ...rest } = line;
            onChange(holder ? { ...rest, for: holder } : rest);
          }}
        />
      ) : null}
    </div>
  );
}

function Count({
  label,
  value,
  step,
  onChange,
}: {
  label: string;
  value: number;
  step: number;
  onChange: (value: number) => void;
}) {
  const id = useId();
  // The typed text stays as it is until the number is changed elsewhere.
  const [typed, setTyped] = useState({ text: String(value), value });
  const text = typed.value === value ? typed.text : String(value);
  return (
    <div className="measure">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="field end"
        type="number"
        min={step}
        step={step}
        value={text}
        onChange={(event) => {
          const next = Math.trunc(Number(event.target.value));
          setTyped({ text: event.target.value, value: next });
          onChange(next);
        }}
      />
    </div>
  );
}

function Choice({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: string;
  options: { value: string; label: string }[];
  onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <div className="measure">
      <label htmlFor={id}>{label}</label>
      <select id={id} className="field" value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Why a line cannot be bought as it is, and the alternatives. */
function Fault({
  fault,
  line,
  onChange,
  onRequire,
}: {
  fault: Schemas['PreviewFault'];
  line: WantedLine;
  onChange: (line: WantedLine) => void;
  onRequire: (item: string) => void;
}) {
  const t = useWords();
  const text = useText();
  const language = useLanguage();
  return (
    <div className="notice bad" role="alert">
      <strong>{t(`code.${fault.code}`, { defaultValue: t('code.other') })}</strong>
      {fault.quantities.length === 0 && fault.requires.length === 0 ? <p className="quiet">{fault.detail}</p> : null}
      <p className="actions">
        {fault.quantities.map((quantity) => (
          <button key={quantity} type="button" className="button small" onClick={() => onChange({ ...line, quantity })}>
            {t('line.take', { quantity: formatNumber(quantity, language) })}
          </button>
        ))}
        {fault.requires.map((required) => (
          <button key={required.item} type="button" className="button small" onClick={() => onRequire(required.item)}>
            {t('line.addRequired', { name: text(required.name) })}
          </button>
        ))}
      </p>
    </div>
  );
}

/** The plans side by side, each with its formula in words and numbers. */
function Alternatives({
  alternatives,
  line,
  item,
  onChange,
}: {
  alternatives: Schemas['Alternative'][];
  line: WantedLine;
  item: Item;
  onChange: (line: WantedLine) => void;
}) {
  const t = useWords();
  const text = useText();
  const language = useLanguage();
  return (
    <div className="alternatives" role="group" aria-label={t('line.plans')}>
      {alternatives.map((one) => {
        const offer = item.offers.find((candidate) => candidate.plan === one.plan);
        return (
          <button
            key={one.plan}
            type="button"
            aria-pressed={one.plan === line.plan}
            className="alternative"
            onClick={() => (offer ? onChange(withOffer(line, offer)) : undefined)}
          >
            <strong>{t(`plan.${one.plan}`, { defaultValue: one.plan })}</strong>
            <span className="number">{formatMoney(one.total, language)}</span>
            <span className="formula">{text(one.formula)}</span>
          </button>
        );
      })}
    </div>
  );
}
