package scrip.server.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;

/// The tree of RFC 6962.
class MerkleTest {

    private static Merkle tree(List<String> leaves) {
        Merkle tree = new Merkle();
        for (String leaf : leaves) {
            tree.put(tree.size(), bytes(leaf));
        }
        return tree;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> numbers(int count) {
        List<String> leaves = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            leaves.add("leaf " + n);
        }
        return leaves;
    }

    /// The definition of the RFC, word by word: the left part is the largest power of two that is
    /// smaller than the whole.
    private static byte[] defined(List<String> leaves) {
        if (leaves.size() == 1) {
            return DigestUtils.sha256(joined(new byte[] {0}, bytes(leaves.getFirst())));
        }
        int left = Integer.highestOneBit(leaves.size() - 1);
        return DigestUtils.sha256(
                joined(
                        new byte[] {1},
                        defined(leaves.subList(0, left)),
                        defined(leaves.subList(left, leaves.size()))));
    }

    private static byte[] joined(byte[]... parts) {
        StringBuilder hex = new StringBuilder();
        for (byte[] part : parts) {
            hex.append(HexFormat.of().formatHex(part));
        }
        return HexFormat.of().parseHex(hex);
    }

    @Test
    void theRootIsThatOfTheDefinition() {
        assertEquals(DigestUtils.sha256Hex(""), new Merkle().root());
        for (int count = 1; count <= 70; count++) {
            List<String> leaves = numbers(count);
            assertEquals(HexFormat.of().formatHex(defined(leaves)), tree(leaves).root());
        }
    }

    @Test
    void aLastLeafThatIsRepeatedIsAnotherTree() {
        assertNotEquals(
                tree(List.of("a", "b", "c")).root(), tree(List.of("a", "b", "c", "c")).root());
    }

    @Test
    void changedAndAddedLeavesGiveTheRootOfTheWhole() {
        Random random = new Random(7);
        List<String> leaves = new ArrayList<>();
        Merkle tree = new Merkle();
        for (int step = 0; step < 300; step++) {
            for (int n = random.nextInt(4); n >= 0; n--) {
                int at = random.nextInt(leaves.size() + 1);
                String leaf = "leaf " + step + " " + n;
                if (at == leaves.size()) {
                    leaves.add(leaf);
                } else {
                    leaves.set(at, leaf);
                }
                tree.put(at, bytes(leaf));
            }
            assertEquals(tree(leaves).root(), tree.root());
        }
    }

    @Test
    void accountsMayComeInAnyOrder() {
        EndTree one = new EndTree();
        EndTree other = new EndTree();
        List<AccountEnd> ends = new ArrayList<>();
        for (long account = 1; account <= 9; account++) {
            ends.add(new AccountEnd(account, 1, "org" + account, account, 0, new UUID(1, account)));
        }
        one.put(ends);
        other.put(ends.subList(3, 9));
        other.put(ends.subList(0, 3).reversed());
        assertEquals(one.root(), other.root());
        assertEquals(0, other.place(1));
        assertEquals(one.proof(5), other.proof(5));
    }
}
