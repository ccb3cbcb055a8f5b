import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { begin, lookWho, signedIn, type SessionBody } from '../api/access';
import { api, read, type Schemas } from '../api/client';
import { currentRealm, LIVE } from '../api/realm';
import { chooseLanguage, useDeskWords, type Language } from '../i18n';
import { Identities } from '../federation/Identities';
import { Definition } from '../ui/format';
import { PageHead } from '../ui/Shell';
import { exceptWeak, PasswordField } from '../ui/PasswordField';
import { Refused, Shown } from '../ui/Shown';
import { Tag } from '../ui/Tag';
import { Unproven } from '../ui/Unproven';
import { useMe } from './data';
import { MyData } from './MyData';
import { Passkeys } from './Passkeys';
import { SecondFactor } from './SecondFactor';
import { Sessions } from './Sessions';

/** The person's own profile: name, password, passkeys, sessions. */
export function ProfilePage() {
  const d = useDeskWords();
  if (signedIn()?.everything) {
    return (
      <>
        <PageHead title={d('me.title')} />
        <p className="notice info">{d('me.notPerson')}</p>
      </>
    );
  }
  return <Mine />;
}

function Mine() {
  const d = useDeskWords();
  const me = useMe();
  return (
    <>
      <PageHead title={d('me.title')} lead={d('me.lead')} />
      <Shown query={me}>
        {(data) => (
          <>
            <div className="grid two">
              <section className="card" aria-labelledby="about">
                <h2 id="about">{d('me.about')}</h2>
                <About person={data.person} />
                <Address key={data.person.email} email={data.person.email} />
                <Roles session={data} />
              </section>
              <section className="card" aria-labelledby="password">
                <h2 id="password">{d('me.password')}</h2>
                <p className="quiet">{d('me.passwordText')}</p>
                <Password email={data.person.email} />
              </section>
            </div>
            <SecondFactor />
            <Passkeys />
            <Identities />
            <Sessions />
            <MyData email={data.person.email} />
          </>
        )}
      </Shown>
    </>
  );
}

function About({ person }: { person: Schemas['Person'] }) {
  const d = useDeskWords();
  const [name, setName] = useState(person.name);
  const [locale, setLocale] = useState<Language>(person.locale);
  const save = useMutation({
    mutationFn: () => read(api.PUT('/v1/person', { body: { name: name.trim(), locale } })),
    onSuccess: async () => {
      await lookWho();
      chooseLanguage(locale);
    },
  });
  return (
    <form
      className="stack"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <label className="stacked">
        <span>
          {d('me.email')} <Unproven proven={person.email_proven} />
        </span>
        <input className="field" type="email" readOnly value={person.email} />
        <span className="quiet">{d('me.emailHint')}</span>
      </label>
      <label className="stacked">
        {d('me.name')}
        <input
          className="field"
          required
          maxLength={200}
          autoComplete="name"
          value={name}
          onChange={(event) => {
            setName(event.target.value);
            save.reset();
          }}
        />
      </label>
      <label className="stacked">
        {d('me.language')}
        <select
          className="field"
          value={locale}
          onChange={(event) => {
            setLocale(event.target.value as Language);
            save.reset();
          }}
        >
          <option value="en" lang="en">
            English
          </option>
          <option value="zh" lang="zh-CN">
            简体中文
          </option>
        </select>
      </label>
      <Refused error={save.error} />
      <p className="actions">
        <button type="submit" className="button primary" disabled={save.isPending || !name.trim()}>
          {d('me.save')}
        </button>
        {save.isSuccess ? (
          <span role="status" className="went-well">
            {d('me.saved')}
          </span>
        ) : null}
      </p>
    </form>
  );
}

/** Proves the address, or another one that the person wants, by a link that is sent there. */
function Address({ email }: { email: string }) {
  const d = useDeskWords();
  const [wanted, setWanted] = useState(email);
  const send = useMutation({
    mutationFn: () => read(api.POST('/v1/person/email', { body: { email: wanted.trim() } })),
  });
  return (
    <form
      className="add-line"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        send.mutate();
      }}
    >
      <label className="stacked">
        {d('me.address_')}
        <input
          className="field"
          type="email"
          required
          value={wanted}
          onChange={(event) => {
            setWanted(event.target.value);
            send.reset();
          }}
        />
      </label>
      <button type="submit" className="button" disabled={send.isPending}>
        {d('me.sendProof')}
      </button>
      <div className="whole">
        <Refused error={send.error} />
        {send.isSuccess ? (
          <p className="notice good" role="status">
            {d('people.mailed', { email: wanted.trim() })}
          </p>
        ) : null}
      </div>
    </form>
  );
}

function Roles({ session }: { session: Schemas['Session'] }) {
  const d = useDeskWords();
  return (
    <>
      <h3 className="apart">{d('me.roles')}</h3>
      <dl className="definitions named">
        {session.vendor.roles.length > 0 ? (
          <Definition term={d('me.vendor')}>
            <span className="tags">
              {session.vendor.roles.map((role) => (
                <Tag key={role} tone="info">
                  {d(`vendorRole.${role}`)}
                </Tag>
              ))}
            </span>
          </Definition>
        ) : null}
        {session.organizations.map((place) => (
          <Definition
            key={`${place.realm} ${place.id}`}
            term={place.realm === LIVE || place.realm === currentRealm() ? place.name : `${place.name} (${place.realm})`}
          >
            <span className="tags">
              {place.roles.map((role) => (
                <Tag key={role} tone="info">
                  {d(`role.${role}`)}
                </Tag>
              ))}
            </span>
          </Definition>
        ))}
      </dl>
    </>
  );
}

function Password({ email }: { email: string }) {
  const d = useDeskWords();
  const [present, setPresent] = useState('');
  const [wanted, setWanted] = useState('');
  const [again, setAgain] = useState('');
  const [differ, setDiffer] = useState(false);
  const change = useMutation({
    mutationFn: () => read(api.PUT('/v1/person/password', { body: { present, wanted } })),
    onSuccess: (session) => {
      begin(session as SessionBody);
      setPresent('');
      setWanted('');
      setAgain('');
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    setDiffer(wanted !== again);
    if (wanted === again) {
      change.mutate();
    }
  }
  return (
    <form className="stack" onSubmit={submit}>
      <PasswordField label={d('me.present')} value={present} onChange={setPresent} autoComplete="current-password" of={email} />
      <PasswordField
        label={d('me.wanted')}
        hint={d('me.wantedHint')}
        value={wanted}
        onChange={setWanted}
        autoComplete="new-password"
        error={differ ? null : change.error}
      />
      <PasswordField
        label={d('me.repeat')}
        value={again}
        onChange={(typed) => {
          setAgain(typed);
          setDiffer(false);
        }}
        autoComplete="new-password"
        invalid={differ}
      />
      {differ ? (
        <p className="notice bad" role="alert">
          {d('me.differ')}
        </p>
      ) : (
        <Refused error={exceptWeak(change.error)} />
      )}
      {change.isSuccess ? (
        <p className="notice good" role="status">
          {d('me.changed')}
        </p>
      ) : null}
      <p className="actions">
        <button type="submit" className="button primary" disabled={change.isPending}>
          {d('me.change')}
        </button>
      </p>
    </form>
  );
}
