/// Feeds every parser that meets strangers with what nearly is what it expects.
///
/// [Parsers] are fed in one process: files that an operator is handed, and a real server, over its
/// ports. Jazzer (LLVM's libFuzzer for Java) makes the inputs: what reaches code that no input
/// reached before is kept and changed further. See decision 0041.
///
/// Owns: the list of parsers, how each is fed, what counts as a finding, the corpus.
///
/// Refuses to own: what a parser accepts (its own tests), and how odd requests are answered
/// (`OddRequestsTest`).
///
/// Invariants:
/// - A finding is an exception that nobody expects, an answer of 500 or none, an answer that tells
///   of the program's insides, an input that takes too long or too much memory for its length, or
///   time that grows faster than the input.
/// - Each input of a mended finding stays in the corpus (`fuzz` in the resources of this module),
///   and `./scrip test` feeds all of it.
@NullMarked
package scrip.proof.fuzz;

import org.jspecify.annotations.NullMarked;
