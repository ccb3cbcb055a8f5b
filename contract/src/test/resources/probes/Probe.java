import java.nio.file.Files;
import java.nio.file.Path;
import scrip.generated.ApiClient;
import scrip.generated.model.Notice;
import scrip.generated.model.NoticeCode;
import scrip.generated.model.OrderSubject;

/// Reads what a later server answers, with the generated client.
class Probe {

    public static void main(String[] files) throws Exception {
        Notice later = read(files[0]);
        expect(later.getSeq() == 9007199254740991L, later);
        expect(later.getCode() == NoticeCode.UNKNOWN_DEFAULT_OPEN_API, later);
        expect(later.getSubject().getActualInstance() == null, later);
        Notice grown = read(files[1]);
        expect(grown.getCode() == NoticeCode.NOTICE_CODE_ORDER_PAID, grown);
        expect(((OrderSubject) grown.getSubject().getActualInstance()).getReference().equals("SC-1"), grown);
    }

    private static Notice read(String file) throws Exception {
        return ApiClient.createDefaultObjectMapper().readValue(Files.readString(Path.of(file)), Notice.class);
    }

    private static void expect(boolean holds, Notice read) {
        if (!holds) {
            throw new AssertionError("read as " + read);
        }
    }
}
