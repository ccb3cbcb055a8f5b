/// `./scrip backup` and `./scrip restore`: the whole database as one archive, and back.
///
/// Owns: the form of an archive ([Manifest], [ArchiveWriter], [ArchiveReader]) and of its
/// encryption ([SealedOutputStream]), where archives are kept ([ArchivePlace]), and what of a
/// database does not come back by a restore ([Afterwards]).
///
/// Refuses to own: what the tables mean. It copies every table of the schema whatever its name, so
/// a new one needs no line here. Whether the restored data is sound is `scrip.server.verify`'s to
/// say; the command is given it.
///
/// Invariants:
/// - A backup reads one snapshot and changes nothing.
/// - An archive appears under its name only when it is whole: what ends in the middle leaves
///   nothing that could be taken for one.
/// - A restore changes nothing before it has checked every byte of the archive, and loads all of it
///   in one transaction, in which it checks every byte again, or nothing.
/// - A problem that an operator can fix is an [ArchiveFault]: one line that says what to do.
@NullMarked
package scrip.server.backup;

import org.jspecify.annotations.NullMarked;
