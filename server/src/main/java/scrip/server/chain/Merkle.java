package scrip.server.chain;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.commons.codec.digest.DigestUtils;

/// A Merkle tree as RFC 6962 defines it: leaves and nodes are hashed with different prefixes, and a
/// node without a sibling moves up as it is, so that no two lists have one root. Leaves can be
/// changed and added.
final class Merkle {

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    /// The hashes of the leaves, of the nodes above them, and so on up to the root.
    private final List<List<byte[]>> levels = new ArrayList<>(List.of(new ArrayList<>()));

    private final SortedSet<Integer> changed = new TreeSet<>();
    private final MessageDigest sha = DigestUtils.getSha256Digest();

    int size() {
        return levels.getFirst().size();
    }

    /// Changes a leaf, or adds one at the end.
    void put(int index, byte[] content) {
        sha.update(LEAF);
        set(0, index, sha.digest(content));
        changed.add(index);
    }

    /// The root in hexadecimal digits.
    String root() {
        settle();
        List<byte[]> top = levels.getLast();
        return HexFormat.of().formatHex(top.isEmpty() ? sha.digest() : top.getFirst());
    }

    /// The siblings on the way from a leaf to the root, those that there are.
    List<String> proof(int index) {
        settle();
        List<String> siblings = new ArrayList<>();
        int at = index;
        for (List<byte[]> level : levels) {
            int sibling = at ^ 1;
            if (sibling < level.size()) {
                siblings.add(HexFormat.of().formatHex(level.get(sibling)));
            }
            at /= 2;
        }
        return siblings;
    }

    /// Computes the nodes above leaves that were changed.
    private void settle() {
        SortedSet<Integer> below = changed;
        for (int level = 0; levels.get(level).size() > 1; level++) {
            if (levels.size() == level + 1) {
                levels.add(new ArrayList<>());
            }
            SortedSet<Integer> nodes = new TreeSet<>();
            for (int index : below) {
                if (nodes.add(index / 2)) {
                    set(level + 1, index / 2, node(levels.get(level), index / 2 * 2));
                }
            }
            below = nodes;
        }
        changed.clear();
    }

    private byte[] node(List<byte[]> below, int left) {
        if (left + 1 == below.size()) {
            return below.get(left);
        }
        sha.update(NODE);
        sha.update(below.get(left));
        return sha.digest(below.get(left + 1));
    }

    private void set(int level, int index, byte[] hash) {
        List<byte[]> nodes = levels.get(level);
        if (index == nodes.size()) {
            nodes.add(hash);
        } else {
            nodes.set(index, hash);
        }
    }
}
