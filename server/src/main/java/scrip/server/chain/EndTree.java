package scrip.server.chain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The tree over the ends of all accounts, in the order of their numbers, from one checkpoint to
/// the next.
public final class EndTree {

    private final SortedMap<Long, AccountEnd> ends = new TreeMap<>();
    private final Map<Long, Integer> places = new HashMap<>();
    private Merkle tree = new Merkle();

    /// The tree of a checkpoint.
    public static EndTree at(ChainReader reader, long checkpoint) {
        EndTree tree = new EndTree();
        List<AccountEnd> page = reader.endsAt(checkpoint, 0);
        while (!page.isEmpty()) {
            tree.put(page);
            page = reader.endsAt(checkpoint, page.getLast().account());
        }
        return tree;
    }

    /// Takes ends that are new, or are others than before.
    public void put(List<AccountEnd> changed) {
        boolean between = false;
        for (AccountEnd end : changed) {
            boolean last = ends.isEmpty() || end.account() > ends.lastKey();
            if (ends.put(end.account(), end) == null) {
                between |= !last;
                places.put(end.account(), places.size());
            }
            if (!between) {
                tree.put(places.getOrDefault(end.account(), 0), end.leaf());
            }
        }
        if (between) {
            plantAgain();
        }
    }

    /// A new account has a lower number than one that was there: all places behind it move.
    private void plantAgain() {
        tree = new Merkle();
        places.clear();
        for (AccountEnd end : ends.values()) {
            places.put(end.account(), tree.size());
            tree.put(tree.size(), end.leaf());
        }
    }

    public int size() {
        return tree.size();
    }

    /// The root in hexadecimal digits.
    public String root() {
        return tree.root();
    }

    /// Whether an account's end is this one.
    boolean has(AccountEnd end) {
        return end.equals(ends.get(end.account()));
    }

    /// The place of an account among the leaves; -1 if it is not there.
    int place(long account) {
        return places.getOrDefault(account, -1);
    }

    AccountEnd end(long account) {
        AccountEnd end = ends.get(account);
        if (end == null) {
            throw new IllegalArgumentException("no account " + account);
        }
        return end;
    }

    List<String> proof(long account) {
        return tree.proof(place(account));
    }
}
