import { Fragment } from 'react';
import type { MoneyValue, Schemas, Text } from '../api/client';
import { useDeskWords, useLanguage, useWords } from '../i18n';
import { formatInstant, Money, useText } from '../ui/format';
import { Tag } from '../ui/Tag';

type Change = Schemas['CatalogDifference']['changes'][number];
type Accounts = NonNullable<Change['accounts']>;
type PriceChange = NonNullable<Change['prices']>[number];

type Warning = Change & { code: Extract<Change['code'], `WARNING_${string}`> };
const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
const BY_PIPE = { keySeparator: '|' } as const;

/** The changes of a catalog version, item by item, in the current language; warnings first. */
export function CatalogChanges({ difference }: { difference: Schemas['CatalogDifference'] }) {
  const d = useDeskWords();
  const warnings = difference.changes.filter(isWarning);
  const others = difference.changes.filter((change) => !isWarning(change));
  const groups = [...new Set(others.map((change) => change.item ?? ''))];
  return (
    <div className="difference">
      <p>
        <strong>
          {difference.from === difference.version
            ? d('catalogs.first', { after: difference.version })
            : d('catalogs.between', { before: difference.from, after: difference.version })}
        </strong>{' '}
        {others.length > 0 ? <Tag tone="info">{d('change.count', { count: others.length })}</Tag> : null}
      </p>
      {warnings.length > 0 ? (
        <div className="notice warn" role="alert">
          <strong>{d('change.warnings', { count: warnings.length })}</strong>
          <ul className="changes">
            {warnings.map((change) => (
              <li key={change.code}>{d(`change.${change.code}`)}</li>
            ))}
          </ul>
        </div>
      ) : null}
      {others.length === 0 ? (
        <p className="quiet">{d('change.none')}</p>
      ) : (
        <div className="table-frame">
          <table className="table difference-table">
            <thead>
              <tr>
                <th scope="col">{d('change.what')}</th>
                <th scope="col">{d('change.before')}</th>
                <th scope="col">{d('change.after')}</th>
              </tr>
            </thead>
            {groups.map((item) => (
              <tbody key={item}>
                <tr className="group">
                  <th scope="rowgroup" colSpan={3}>
                    {item ? <code>{item}</code> : d('change.whole')}
                    <Reach accounts={reachOf(others, item)} />
                  </th>
                </tr>
                {others
                  .filter((change) => (change.item ?? '') === item)
                  .map((change, index) => (
                    <Fragment key={index}>
                      <Rows change={change} />
                      {same(change.accounts, reachOf(others, item)) ? null : (
                        <tr>
                          <td colSpan={3}>
                            <Reach accounts={change.accounts} />
                          </td>
                        </tr>
                      )}
                    </Fragment>
                  ))}
              </tbody>
            ))}
          </table>
        </div>
      )}
    </div>
  );
}

function isWarning(change: Change): change is Warning {
  return change.code.startsWith('WARNING_');
}

/** How many accounts the changes of a group affect: the same number for all changes of an item. */
function reachOf(changes: Change[], item: string): Accounts | undefined {
  return changes.find((change) => (change.item ?? '') === item && (item || !change.feature) && change.accounts)?.accounts;
}

function same(one: Accounts | undefined, other: Accounts | undefined): boolean {
  return (
    !one || (one.held === other?.held && one.ordered === other.ordered && one.quoted === other.quoted)
  );
}

function Reach({ accounts }: { accounts: Accounts | undefined }) {
  const d = useDeskWords();
  if (!accounts) {
    return null;
  }
  return (
    <span className="reach">
      <span>{d('change.held', { count: accounts.held })}</span>
      <span>{d('change.ordered', { count: accounts.ordered })}</span>
      <span>{d('change.quoted', { count: accounts.quoted })}</span>
    </span>
  );
}

function Rows({ change }: { change: Change }) {
  const d = useDeskWords();
  const value = useValue();
  const field = change.field ? d(`field.${change.field}`, { defaultValue: change.field }) : '';
  switch (change.code) {
    case 'FIELD_CHANGED':
      return (
        <Row
          what={change.feature ? d('change.ofFeature', { field, feature: change.feature }) : field}
          before={value(change.before)}
          after={value(change.after)}
        />
      );
    case 'PRICE_ADDED':
    case 'PRICE_CHANGED':
    case 'PRICE_REMOVED':
      return <Prices prices={change.prices ?? []} />;
    case 'ITEM_ADDED':
      return (
        <>
          <Row whole what={d('change.ITEM_ADDED', { kind: d(`value.${change.field ?? ''}`, { defaultValue: change.field ?? '' }) })} />
          <Prices prices={change.prices ?? []} />
        </>
      );
    default:
      return <Row whole what={d(`change.${change.code}`, { feature: change.feature ?? '', field, defaultValue: change.change })} />;
  }
}

function Prices({ prices }: { prices: PriceChange[] }) {
  const d = useDeskWords();
  const name = usePriceName();
  return (
    <>
      {prices.map((price, index) => (
        <Row
          key={index}
          what={d('change.price', { per: name(price) })}
          before={<Amount value={price.before} />}
          after={<Amount value={price.after} />}
        />
      ))}
    </>
  );
}

function Amount({ value }: { value: MoneyValue | undefined }) {
  const d = useDeskWords();
  return value ? <Money value={value} /> : <span className="quiet">{d('change.notOffered')}</span>;
}

function Row({
  what,
  before,
  after,
  whole = false,
}: {
  what: string;
  before?: React.ReactNode;
  after?: React.ReactNode;
  whole?: boolean;
}) {
  const d = useDeskWords();
  return whole ? (
    <tr>
      <td colSpan={3}>{what}</td>
    </tr>
  ) : (
    <tr>
      <td data-title={d('change.what')}>
        <span className="cell">{what}</span>
      </td>
      <td data-title={d('change.before')}>
        <span className="cell was">{before}</span>
      </td>
      <td data-title={d('change.after')}>
        <span className="cell is">{after}</span>
      </td>
    </tr>
  );
}

function usePriceName(): (price: PriceChange) => string {
  const t = useWords();
  const d = useDeskWords();
  return (price) => {
    const unit = d('change.unit');
    const parts = [
      price.storage_years ? t('prices.storage', { count: price.storage_years }) : t(`per.${price.per}`, { unit }),
      ...(price.plan ? [t(`plan.${price.plan}`, { defaultValue: price.plan })] : []),
    ];
    return parts.join(' · ');
  };
}

/** A value of a catalog in readable form: texts in the current language, instants, plain text. */
function useValue(): (value: Text | undefined) => string {
  const d = useDeskWords();
  const text = useText();
  const language = useLanguage();
  return (value) => {
    const shown = text(value);
    if (value && value.en !== value.zh) {
      return shown;
    }
    if (INSTANT.test(shown)) {
      return `${formatInstant(shown, undefined, language)} UTC`;
    }
    return shown
      .split(', ')
      .map((word) => d(`value|${word}`, { ...BY_PIPE, defaultValue: word }))
      .join(language === 'zh' ? '、' : ', ');
  };
}
