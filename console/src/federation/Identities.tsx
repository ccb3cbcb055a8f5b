import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, read, type Schemas } from '../api/client';
import { useDeskWords } from '../i18n';
import { ME, ownZone } from '../me/data';
import { Ask } from '../ui/Dialog';
import { When } from '../ui/format';
import { Empty, Refused, Shown } from '../ui/Shown';
import { Tag } from '../ui/Tag';
import { goTo } from './calls';

const KEY = [...ME, 'identities'];

/** Who a person is at identity providers: linked, listed, unlinked. */
export function Identities() {
  const d = useDeskWords();
  const identities = useQuery({ queryKey: KEY, queryFn: () => read(api.GET('/v1/identities')) });
  const none = identities.data?.items.length === 0 && identities.data.identity_providers.length === 0;
  return none ? null : (
    <section className="card" aria-labelledby="identities">
      <h2 id="identities">{d('identities.title')}</h2>
      <p className="quiet">{d('identities.text')}</p>
      <Shown query={identities}>
        {(data) => (
          <>
            {data.items.length === 0 ? (
              <Empty title={d('identities.none')} />
            ) : (
              <ul className="plain tasks">
                {data.items.map((one) => (
                  <Row key={one.id} identity={one} />
                ))}
              </ul>
            )}
            <LinkButtons providers={data.identity_providers} />
          </>
        )}
      </Shown>
    </section>
  );
}

function Row({ identity }: { identity: Schemas['Identity'] }) {
  const d = useDeskWords();
  const queries = useQueryClient();
  const unlink = useMutation({
    mutationFn: () => read(api.DELETE('/v1/identities/{identity}', { params: { path: { identity: identity.id } } })),
    onSuccess: (data) => queries.setQueryData(KEY, data),
  });
  return (
    <li>
      <div>
        <strong>{identity.provider.name}</strong> {identity.email}{' '}
        {identity.stopped_at ? <Tag tone="warn">{d('me.stopped')}</Tag> : null}
        <p className="quiet facts">
          <span>{d(`identities.by.${identity.linked_by}`)}</span>
          <span>
            {d('me.lastUsed')} <When at={identity.last_used_at} zone={ownZone()} />
          </span>
        </p>
      </div>
      <Ask
        label={d('identities.unlink')}
        name={d('identities.unlinkOne', { name: identity.provider.name })}
        title={d('identities.unlinkTitle', { name: identity.provider.name })}
        mutation={unlink}
        onYes={() => unlink.mutateAsync()}
      >
        <p>{d('identities.unlinkText')}</p>
      </Ask>
    </li>
  );
}

function LinkButtons({ providers }: { providers: Schemas['SignOnProvider'][] }) {
  const d = useDeskWords();
  const link = useMutation({
    mutationFn: (provider: string) => read(api.POST('/v1/identities', { body: { provider } })),
    onSuccess: ({ location }) => goTo(location, '/me'),
  });
  return (
    <>
      <p className="actions">
        {providers.map((one) => (
          <button key={one.id} type="button" className="button" disabled={link.isPending} onClick={() => link.mutate(one.id)}>
            {d('identities.link', { name: one.name })}
          </button>
        ))}
      </p>
      <Refused error={link.error} />
    </>
  );
}
