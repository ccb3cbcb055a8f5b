package scrip.server.chain;

import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import scrip.server.license.LicenseKey;
import scrip.server.mail.Mailer;
import scrip.server.setting.Launcher;

/// A letter with a head, for whoever keeps it, in both languages of the console.
final class HeadLetter {

    private static final int MARK_CHARACTERS = 12;

    private HeadLetter() {}

    /// The letter. That of a head to an address is always the same.
    ///
    /// @param origin where the installation is reached; null if that is not known
    static Mailer.Letter of(String to, Head head, LicenseKey key, @Nullable String origin) {
        long checkpoint = head.checkpoint().checkpoint();
        String where = origin == null ? "" : " " + origin;
        String pem = (origin == null ? "" : origin) + "/license-key.pem";
        String text =
                """
                This is the head of checkpoint %1$d of the Scrip installation%2$s. Keep it where
                nobody who can change its database can change it. It says nothing about anybody.

                %3$s
                Whether anything that it covers was changed or removed since: save this letter as
                a text file, and on the installation run

                    %6$s

                The last line is an Ed25519 signature over every byte of the lines before it,
                from "%4$s" on. The public key is at %5$s; docs/operating/verify.md
                says how to check it without Scrip.

                ----

                以上是 Scrip 系统%2$s 检查点 %1$d 的链头。请将其保存在数据库管理员无法修改的地方。
                其中不含任何个人或机构信息。

                如需核对此后它所覆盖的内容是否被更改或删除：将本邮件存为文本文件，并在该系统上运行

                    %6$s

                链头最后一行是 Ed25519 签名，覆盖自“%4$s”起、该行之前的全部字节。
                公钥位于 %5$s；不使用 Scrip 的验证方法见 docs/operating/verify.md。
                """
                        .formatted(
                                checkpoint,
                                where,
                                head.text(key),
                                Head.FIRST_LINE,
                                pem,
                                Launcher.line("verify --since FILE"));
        return new Mailer.Letter(
                to,
                "Scrip: head of checkpoint %d / 检查点 %d 的链头".formatted(checkpoint, checkpoint),
                text,
                "scrip-head-%d.%s.%s"
                        .formatted(
                                checkpoint,
                                key.fingerprint(),
                                DigestUtils.sha256Hex(to).substring(0, MARK_CHARACTERS)));
    }
}
