package scrip.server.people;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import scrip.server.role.Revision;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
@Import({Revision.class, People.class, PeopleRoutes.class})
public class PersonConfiguration {}
