/* The texts about codes that only docs/errors.md has, in English and German. `npm run docs` writes them there. */

import { BUG, DONE, MISTAKE, STAFF } from '../src/cli/exit.ts';
import type { AlertReason, HeldBecause } from '../src/core/domain/advice.ts';

/** The English text, then the German. */
type Both = `${string}.<br>${string}.`;

/** Why a post is held until a person acts, and what to do. */
export const HELD_REASONS = {
  'no-language': [
    'There is no catalogue of this language, or no account speaks it any more, and a correction or retraction of an earlier post has to.<br>Für diese Sprache gibt es keinen Katalog, oder kein Konto spricht sie mehr, und eine Korrektur oder Rücknahme eines früheren Beitrags müsste es.',
    'Add it: the catalogue, or the language of the account. Other languages go out.<br>Legen Sie ihn an, oder nehmen Sie die Sprache wieder auf. Andere Sprachen gehen hinaus.',
  ],
  'no-sentence': [
    'The catalogue of this language lacks a sentence that must not be left out.<br>Im Katalog dieser Sprache fehlt ein Satz, der nicht wegbleiben darf.',
    'Translate it. Other languages go out.<br>Übersetzen Sie ihn. Andere Sprachen gehen hinaus.',
  ],
  unsigned: [
    'Nobody has signed a sentence in this language, or its German original was changed since.<br>Einen Satz in dieser Sprache hat niemand abgezeichnet, oder sein deutsches Original wurde seitdem geändert.',
    'Let somebody read and sign it: `ausrufer translations LANGUAGE`. Other languages go out.<br>Lassen Sie ihn lesen und abzeichnen: `ausrufer translations SPRACHE`. Andere Sprachen gehen hinaus.',
  ],
  'missing-translation': [
    'The facts lack words in this language.<br>Den Angaben fehlen Worte in dieser Sprache.',
    'Add them. Other languages go out.<br>Ergänzen Sie sie. Andere Sprachen gehen hinaus.',
  ],
  'nothing-to-say': [
    'The facts that the text needs are missing.<br>Die Angaben, die der Text braucht, fehlen.',
    'Set them.<br>Tragen Sie sie ein.',
  ],
  'message-broken': [
    'The announcement has words of its own that cannot be used.<br>Die Mitteilung hat eigene Worte, die sich nicht verwenden lassen.',
    'Correct them.<br>Berichtigen Sie sie.',
  ],
  secret: [
    'The text contains a secret from .env.<br>Der Text enthält ein Geheimnis aus .env.',
    'Remove it from its source, and make a new one.<br>Entfernen Sie es dort, woher es kommt, und vergeben Sie ein neues.',
  ],
  'too-long': [
    'What must not be left out does not fit the account.<br>Was nicht wegbleiben darf, passt nicht auf das Konto.',
    'Shorten your own words, or the facts.<br>Kürzen Sie die eigenen Worte oder die Angaben.',
  ],
  'facts-broken': [
    'The facts of the municipality have a mistake.<br>Die Angaben der Kommune haben einen Fehler.',
    'Correct it: `check` names the place.<br>Berichtigen Sie ihn: `check` nennt die Stelle.',
  ],
  'contradicts-facts': [
    'An all-clear contradicts the facts.<br>Eine Entwarnung widerspricht den Angaben.',
    'Update the facts, or wait with the all-clear.<br>Bringen Sie die Angaben auf den Stand, oder warten Sie mit der Entwarnung.',
  ],
  'contradicts-others': [
    'It speaks for a group, and the facts of every member say otherwise; or it recurs and names a town for which it is over.<br>Sie spricht für eine Gruppe, und die Angaben aller Mitglieder sagen etwas anderes; oder sie kehrt wieder und nennt eine Stadt, bei der es vorbei ist.',
    'Update the facts, or leave the group out of `about`.<br>Bringen Sie die Angaben auf den Stand, oder lassen Sie die Gruppe in `about` weg.',
  ],
  'said-twice': [
    'The account says the same text already: the platform would refuse it, both posts are meant for the same time, or the announcement or incident of the first is no longer in the state file.<br>Das Konto sagt denselben Text schon: Die Plattform würde ihn ablehnen, beide Beiträge sind für dieselbe Zeit gedacht, oder die Mitteilung oder der Vorfall des ersten steht nicht mehr in der Lagedatei.',
    'Say what is new. If the account has said nothing else since, you can also delete the announcement from the state file.<br>Sagen Sie, was neu ist. Hat das Konto seither nichts anderes gesagt, können Sie die Mitteilung auch aus der Lagedatei streichen.',
  ],
  'id-used': [
    'Something else was published under its id, or it corrected or withdrew another announcement.<br>Unter ihrer Kennung wurde schon etwas anderes veröffentlicht, oder sie galt einer anderen Mitteilung.',
    'Give it a new `id`.<br>Geben Sie ihr eine neue `id`.',
  ],
  'not-confirmed': [
    'The facts were confirmed too long ago.<br>Die Angaben wurden vor zu langer Zeit bestätigt.',
    'Make sure, then `ausrufer set WHO confirmed=now --by NAME`.<br>Vergewissern Sie sich, dann `ausrufer set WER confirmed=now --by NAME`.',
  ],
  'too-late': [
    'The minimum gap after the post before it ends only after its `until`.<br>Der Mindestabstand zum Beitrag davor endet erst nach seinem `until`.',
    'Give it a later `until`, or announce it with a new id and without `updates`.<br>Setzen Sie `until` später, oder melden Sie ihn mit neuer Kennung und ohne `updates`.',
  ],
  'not-for-exercises': [
    'The account is not marked for public exercises.<br>Das Konto ist nicht für öffentliche Übungen freigegeben.',
    'Nothing, unless its followers may see exercises: `public_exercises: true`.<br>Nichts, es sei denn, seine Leserinnen und Leser dürfen Übungen sehen: `public_exercises: true`.',
  ],
  'account-gone': [
    'A post that is to be corrected or withdrawn is on an account that municipalities.yaml no longer has.<br>Ein Beitrag, der korrigiert oder zurückgenommen werden soll, ist auf einem Konto, das nicht mehr in municipalities.yaml steht.',
    'Delete it by hand, then `ausrufer resolve KEY --absent --by NAME`; or add the account again.<br>Löschen Sie ihn von Hand, dann `ausrufer resolve SCHLÜSSEL --absent --by NAME`; oder nehmen Sie das Konto wieder auf.',
  ],
  'no-credential': [
    'The account has no credential.<br>Für das Konto gibt es keine Zugangsdaten.',
    '`check` names the missing line of .env.<br>`check` nennt die fehlende Zeile in .env.',
  ],
  'account-stopped': [
    'The account is suspended or locked, or its token belongs to another account.<br>Das Konto ist gesperrt, oder sein Zugangsschlüssel gehört zu einem anderen Konto.',
    'Repair it at the platform or in .env, then `ausrufer resume --account ID --by NAME`.<br>Bringen Sie es bei der Plattform oder in .env in Ordnung, dann `ausrufer resume --account KONTO --by NAME`.',
  ],
  'says-the-same': [
    'The account says the same already, and that still holds.<br>Das Konto sagt schon dasselbe, und das gilt noch.',
    'Nothing.<br>Nichts.',
  ],
  'nothing-to-correct': [
    'The original was never published.<br>Das Original wurde nie veröffentlicht.',
    'Nothing.<br>Nichts.',
  ],
  'original-unknown': [
    'It is unknown whether the original was published.<br>Ungewiss ist, ob das Original veröffentlicht wurde.',
    'Wait until it is settled.<br>Warten Sie, bis es geklärt ist.',
  ],
  'own-words': [
    'The corrected post has words of its own and was never published.<br>Der Beitrag, der berichtigt werden soll, hat eigene Worte und wurde nie veröffentlicht.',
    'Announce it again with the right words.<br>Melden Sie ihn neu, mit den richtigen Worten.',
  ],
  'not-put-right': [
    'According to a correction, what the post would say is wrong, but the facts still say it.<br>Laut einer Korrektur ist falsch, was der Beitrag sagen würde, aber die Angaben sagen es noch immer.',
    'Enter what is right. If all is right by now, raise the edition; if the correction itself is the mistake, withdraw it first.<br>Tragen Sie ein, was stimmt. Stimmt inzwischen alles, erhöhen Sie die Ausgabe; ist die Korrektur selbst der Irrtum, ziehen Sie sie vorher zurück.',
  ],
  'still-over': [
    'The all-clear is withdrawn, but by the facts it is still over, and what recurs, or was announced before, would say so again.<br>Die Entwarnung ist zurückgezogen, aber nach den Angaben ist es noch immer vorbei, und was sich wiederholt oder vorher gemeldet war, würde das wieder sagen.',
    'Enter what is true. If it is over, give the all-clear again.<br>Tragen Sie ein, was gilt. Ist es vorbei, entwarnen Sie noch einmal.',
  ],
  'older-file': [
    'The state file is an older version, perhaps a backup: it may not edit posts.<br>Die Lagedatei ist eine ältere Fassung, vielleicht eine Sicherung: Sie darf keine Beiträge ändern.',
    'If it is meant: `ausrufer approve --older-file --by NAME`.<br>Wenn sie gelten soll: `ausrufer approve --older-file --by NAME`.',
  ],
  'too-alike': [
    'The platform would treat the text as a near-duplicate of another.<br>Für die Plattform wäre der Text fast gleich mit einem anderen.',
    'Give it a local fact, or words of its own. `check` finds this beforehand.<br>Tragen Sie eine örtliche Angabe ein, oder schreiben Sie eigene Worte. `check` findet das vorher.',
  ],
  refused: [
    'The platform refused it.<br>Die Plattform hat ihn abgelehnt.',
    'Change the facts or the words, then raise the edition.<br>Ändern Sie die Angaben oder die Worte, dann erhöhen Sie die Ausgabe.',
  ],
  unknown: [
    'The answer of the platform was lost.<br>Die Antwort der Plattform ging verloren.',
    'Wait: it is looked up. See `resolve`.<br>Warten Sie: Es wird nachgesehen. Siehe `resolve`.',
  ],
  'not-in-file': [
    'It waits, but its announcement is no longer in the state file.<br>Er wartet, aber seine Mitteilung steht nicht mehr in der Lagedatei.',
    'Restore the announcement, or withdraw it. A correction: at once, the wrong post is still published.<br>Stellen Sie die Mitteilung wieder her, oder ziehen Sie sie zurück. Eine Korrektur sofort: Der falsche Beitrag steht noch da.',
  ],
  paused: [
    'A pause keeps a wrong post published.<br>Weil angehalten ist, bleibt ein falscher Beitrag stehen.',
    'Let its edit or deletion go on with `resume`.<br>Lassen Sie ihn mit `resume` ändern oder löschen.',
  ],
} as const satisfies Readonly<Record<HeldBecause, readonly [means: Both, advice: Both]>>;

/** The codes of alerts: what is the case, and when staff are told. */
export const ALERT_CODES = {
  held: ['A text is held.<br>Ein Text wird zurückgehalten.', 'At once.<br>Sofort.'],
  approval: [
    'A text that is due waits for approval.<br>Ein fälliger Text wartet auf Freigabe.',
    'After one minute.<br>Nach einer Minute.',
  ],
  refused: [
    'The platform refused a post, an edit or a deletion.<br>Die Plattform hat einen Beitrag, eine Änderung oder eine Löschung abgelehnt.',
    'At once.<br>Sofort.',
  ],
  unknown: [
    'Nobody knows whether the platform carried something out.<br>Niemand weiß, ob die Plattform etwas ausgeführt hat.',
    'At once where a person decides. Otherwise when it has not settled by itself: after the claim, the quiet time and 30 s; after `alerts.waiting_minutes` where a new ledger cannot look whether it is there.<br>Sofort, wo eine Person entscheidet. Sonst, wenn es sich nicht von selbst klärt: nach Anspruch, Ruhezeit und 30 s; nach `alerts.waiting_minutes`, wo ein neues Journal nicht nachsehen kann, ob es da ist.',
  ],
  undone: [
    'A post, an edit or a deletion is tried again and again, and not carried out, or a limit of `config.yaml` holds it back.<br>Ein Beitrag, eine Änderung oder eine Löschung wird immer wieder versucht und nicht ausgeführt, oder eine Grenze aus `config.yaml` hält sie auf.',
    'After `alerts.waiting_minutes`, or at once where its `until` is over before the next try; after a quarter of an hour where its outcome is unknown in between.<br>Nach `alerts.waiting_minutes`, oder sofort, wo bis zum nächsten Versuch sein `until` vorbei ist; nach einer Viertelstunde, wo der Ausgang zwischendurch ungewiss ist.',
  ],
  expired: [
    'A post did not go out in time.<br>Ein Beitrag ging nicht rechtzeitig hinaus.',
    'At once. This is never reported as over.<br>Sofort. Das wird nie als erledigt gemeldet.',
  ],
  alone: [
    'Somebody does alone, with a reason, what needs two people. The log of the console says whether it came about.<br>Jemand tut allein, mit Begründung, wozu es zwei braucht. Ob es dazu kam, sagt das Protokoll der Konsole.',
    'At once. This is never reported as over.<br>Sofort. Das wird nie als erledigt gemeldet.',
  ],
  outdated: [
    'A published post no longer matches the facts.<br>Ein veröffentlichter Beitrag passt nicht mehr zu den Angaben.',
    'After `outdated_after_minutes`.<br>Nach `outdated_after_minutes`.',
  ],
  'outdated-others': [
    'The facts of others contradict a published post that is about them too.<br>Die Angaben anderer widersprechen einem veröffentlichten Beitrag, der auch sie betrifft.',
    'After `outdated_after_minutes`.<br>Nach `outdated_after_minutes`.',
  ],
  'outdated-clear': [
    'A published all-clear contradicts the facts.<br>Eine veröffentlichte Entwarnung widerspricht den Angaben.',
    'After `outdated_after_minutes`.<br>Nach `outdated_after_minutes`.',
  ],
  'outdated-gone': [
    'A published post no longer matches the facts, on an account that is no longer in municipalities.yaml.<br>Ein veröffentlichter Beitrag passt nicht mehr zu den Angaben, auf einem Konto, das nicht mehr in municipalities.yaml steht.',
    'After `outdated_after_minutes`.<br>Nach `outdated_after_minutes`.',
  ],
  unwatched: [
    'Posts about an outage stand for a town that has left the incident, or the files; or they are of an earlier incident; or posts stand on the account of another town, or only on a server that their account has left; or somebody deleted what a town said of the outage, and nothing newer is published; or the server does not show a post to everybody.<br>Beiträge zu einer Störung stehen für eine Stadt, die nicht mehr zum Vorfall gehört oder nicht mehr in den Dateien steht; oder sie sind aus einem früheren Vorfall; oder Beiträge stehen auf dem Konto einer anderen Stadt oder nur auf einem Server, von dem ihr Konto umgezogen ist; oder jemand hat gelöscht, was eine Stadt zur Störung gemeldet hat, und es steht nichts Neueres da; oder der Server zeigt einen Beitrag nicht allen.',
    'After `outdated_after_minutes`.<br>Nach `outdated_after_minutes`.',
  ],
  'also-wrong': [
    'A post says what a correction corrects elsewhere, or belongs to what is withdrawn, and nothing changes it.<br>Ein Beitrag sagt, was eine Korrektur anderswo berichtigt, oder gehört zu dem, was zurückgezogen ist, und nichts ändert ihn.',
    'At once.<br>Sofort.',
  ],
  'promise-due': [
    'A post promised an update, and none has been given.<br>Ein Beitrag hat Neues versprochen, und es kam nichts.',
    'A quarter of an hour before its time.<br>Eine Viertelstunde vor der Zeit.',
  ],
  'promise-broken': [
    'The time of a promised update has passed without one.<br>Die Zeit, zu der Neues versprochen war, ist ohne Neues vorbei.',
    'After `alerts.waiting_minutes`.<br>Nach `alerts.waiting_minutes`.',
  ],
  breaker: [
    'A platform accepts nothing from any account: no credit, a suspended app.<br>Eine Plattform nimmt von keinem Konto etwas an: kein Guthaben, eine gesperrte App.',
    'At once.<br>Sofort.',
  ],
  stopped: [
    'An account is stopped until a person repairs it.<br>Ein Konto steht still, bis jemand es in Ordnung bringt.',
    'At once.<br>Sofort.',
  ],
  paused: [
    'A pause holds back something that is due.<br>Weil angehalten ist, geht etwas Fälliges nicht hinaus.',
    'At once.<br>Sofort.',
  ],
  'files-broken': [
    'The files have mistakes: nothing new is planned. Alerts that need the files wait.<br>Die Dateien haben Fehler: Nichts Neues wird geplant. Alarme, die die Dateien brauchen, warten.',
    'At once.<br>Sofort.',
  ],
  'facts-broken': [
    'The facts of one municipality have a mistake.<br>Die Angaben einer Kommune haben einen Fehler.',
    'At once.<br>Sofort.',
  ],
  'live-open': [
    'The state file is an exercise, or everything goes to the sandbox, and something of the live incident is open: nothing of it is sent or looked for. Or the file is of another incident, and approved posts of the earlier one wait.<br>Die Lagedatei ist eine Übung, oder alles geht an die Sandbox, und vom echten Vorfall ist etwas offen: Davon wird nichts gesendet und nichts gesucht. Oder in der Datei steht ein anderer Vorfall, und freigegebene Beiträge des früheren warten.',
    'At once; in the sandbox once the live ledger was not worked with for five minutes.<br>Sofort; in der Sandbox, sobald fünf Minuten lang niemand mit dem echten Journal gearbeitet hat.',
  ],
  'machines-differ': [
    'Two machines work on one PostgreSQL ledger with different files: approvals, settings, towns, messages or the state file.<br>Zwei Rechner arbeiten mit verschiedenen Dateien an einem Journal in PostgreSQL: mit anderen Freigaben, Einstellungen, Kommunen oder Texten, oder mit einer anderen Lagedatei.',
    'After five minutes.<br>Nach fünf Minuten.',
  ],
  'clock-wrong': [
    'The clock cannot be trusted: nothing is sent.<br>Auf die Uhr ist kein Verlass: Nichts wird gesendet.',
    'At once.<br>Sofort.',
  ],
  'ledger-empty': [
    'The ledger does not know a running incident, or what was sent last: nothing is sent.<br>Das Journal kennt einen laufenden Vorfall nicht, oder nicht, was zuletzt gesendet wurde: Nichts wird gesendet.',
    'At once.<br>Sofort.',
  ],
  bug: [
    'Only from an earlier version: it failed where it must not. This one says so in its log, and in `/healthz`.<br>Nur von einer früheren Version: Sie ist gescheitert, wo sie es nicht darf. Diese sagt es in ihrem Protokoll und in `/healthz`.',
    'At once.<br>Sofort.',
  ],
} as const satisfies Readonly<Record<AlertReason['code'], readonly [means: Both, told: Both]>>;

/** The meaning of each exit status, and what to do. */
export const EXIT_STATUSES: readonly (readonly [status: number, means: Both, advice: Both])[] = [
  [DONE, 'Done.<br>Erledigt.', 'Nothing.<br>Nichts.'],
  [
    MISTAKE,
    'A mistake was found: what the lines name was not done.<br>Ein Fehler wurde gefunden: Was die Zeilen nennen, wurde nicht getan.',
    'Each line names the place, and after the arrow what to do.<br>Jede Zeile nennt die Stelle und hinter dem Pfeil, was zu tun ist.',
  ],
  [
    STAFF,
    'Staff are needed: something is held, refused or unknown, or waits for approval; or all was done, and the output could not be written.<br>Jemand muss handeln: Etwas wird zurückgehalten, wurde abgelehnt, ist ungewiss oder wartet auf Freigabe; oder alles ist getan, und die Ausgabe ließ sich nicht schreiben.',
    '`plan` and `history` say what.<br>`plan` und `history` sagen, was.',
  ],
  [
    BUG,
    'The program has a bug.<br>Das Programm hat einen Fehler.',
    'The ledger knows what was sent: read `history` before anything else.<br>Das Journal weiß, was gesendet wurde: Lesen Sie zuerst `history`.',
  ],
];
