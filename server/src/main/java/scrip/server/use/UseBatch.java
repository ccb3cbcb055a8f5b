package scrip.server.use;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import scrip.core.catalog.ItemId;
import scrip.core.ledger.Answer;
import scrip.core.ledger.Command;
import scrip.server.account.Accounts;
import scrip.server.account.Accounts.KeyedCommand;
import scrip.server.http.Call;
import scrip.server.http.Element;
import scrip.server.http.Input;
import scrip.server.http.Reply;
import scrip.server.role.Granted;

/// Books many uses of one request, whatever they were sent as.
public final class UseBatch {

    private final Uses uses;
    private final Accounts accounts;

    UseBatch(Uses uses, Accounts accounts) {
        this.uses = uses;
        this.accounts = accounts;
    }

    /// Books what each of them asks for, and answers it.
    public void bookEach(Call call, List<Element> elements) {
        List<Element> admitted = new ArrayList<>(elements.size());
        List<KeyedCommand<Answer.Used>> commands = new ArrayList<>(elements.size());
        for (Element element : elements) {
            element.attempt(() -> {
                Input body = element.body();
                Command.Use command = UseRoutes.command(body);
                String key = element.key(body);
                element.checked();
                commands.add(new KeyedCommand<>(granted(call, command), command, key));
                admitted.add(element);
            });
        }
        List<Supplier<Answer.Used>> booked = accounts.bookEach(commands);
        for (int i = 0; i < booked.size(); i++) {
            Element element = admitted.get(i);
            Supplier<Answer.Used> answer = booked.get(i);
            element.attempt(() -> element.answer(Reply.created(UseRoutes.view(answer.get()))));
        }
    }

    /// The permission for one use, of an item of the key's product.
    Granted granted(Call call, Command.Use command) {
        Granted granted = uses.granted(call, command.organization(), command.within());
        call.checkItem(ItemId.of(command.resource()));
        return granted;
    }
}
