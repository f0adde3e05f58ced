package dk.bykassen.simulator.bank;

import dk.bykassen.simulator.bank.BankFault.Ordered;
import dk.bykassen.simulator.store.Database;
import dk.bykassen.simulator.web.Pages;
import dk.bykassen.simulator.web.Router;
import dk.bykassen.simulator.world.Orders;
import java.time.InstantSource;

/** The whole simulated bank: its door, its books and its control. */
public final class Bank {

    private final BankDoor door;
    private final BankControl control;

    public Bank(Database database, InstantSource clock, Pages pages) {
        var books = new BankBooks(database, clock);
        var faults = new Orders<Ordered>();
        this.door = new BankDoor(books, faults, clock);
        this.control = new BankControl(books, faults, pages);
    }

    public void addRoutes(Router router) {
        door.addRoutes(router);
        control.addRoutes(router);
    }
}
